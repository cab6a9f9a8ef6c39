import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { AuthFrame } from '@/components/frame/auth-frame';
import { CodeForm } from '@/components/people/code-form';
import { portalLogin } from '@/lib/auth/next-address';
import { currentOrigin } from '@/lib/auth/origin';
import { hasPasskey } from '@/lib/auth/passkeys/take-passkey';
import { pendingCookie, readPending } from '@/lib/auth/pending-sign-in';
import { hasSecondFactor } from '@/lib/auth/second-factor';
import { now } from '@/lib/platform/clock';

export const metadata: Metadata = { title: 'Second step' };

export default async function CodePage() {
  const started = readPending((await cookies()).get(pendingCookie())?.value, now());
  if (!started) redirect('/login');
  const origin = await currentOrigin();
  const [byCode, byPasskey] = await Promise.all([
    hasSecondFactor(started.userId, origin),
    hasPasskey(started.userId, origin),
  ]);
  return (
    <AuthFrame
      title="Second step"
      note={`Your ${started.by} was right. Now ${byCode ? 'the code of your app' : 'your passkey'}.`}
    >
      <CodeForm
        byCode={byCode}
        byPasskey={byPasskey}
        startHref={started.by === 'code' ? portalLogin : '/login'}
      />
    </AuthFrame>
  );
}
