import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { AuthFrame } from '@/components/frame/auth-frame';
import { ConfirmForm } from '@/components/people/confirm-form';
import { currentIdentity } from '@/lib/auth/actor';
import { loginAddress, safeNext } from '@/lib/auth/next-address';
import { currentOrigin } from '@/lib/auth/origin';
import { hasPasskey } from '@/lib/auth/passkeys/take-passkey';
import { hasSecondFactor } from '@/lib/auth/second-factor';

export const metadata: Metadata = { title: 'Confirm' };

type Props = { searchParams: Promise<{ next?: string | string[] }> };

export default async function ConfirmPage({ searchParams }: Props) {
  const [{ next }, me] = [await searchParams, await currentIdentity()];
  if (!me) redirect(loginAddress('/confirm') as '/login');
  const origin = await currentOrigin();
  const [byCode, byPasskey] = await Promise.all([
    hasSecondFactor(me.userId, origin),
    hasPasskey(me.userId, origin),
  ]);
  return (
    <AuthFrame title="Is it you?" note="For what comes next we want to be sure. It holds for 10 minutes.">
      <ConfirmForm
        byCode={byCode}
        byPasskey={byPasskey}
        email={me.email}
        next={safeNext([next].flat()[0]) ?? '/'}
      />
    </AuthFrame>
  );
}
