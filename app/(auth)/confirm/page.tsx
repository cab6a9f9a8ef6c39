import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { AuthFrame } from '@/components/frame/auth-frame';
import { ConfirmForm } from '@/components/people/confirm-form';
import { TextLink } from '@/components/ui/link';
import { currentIdentity } from '@/lib/auth/actor';
import { confirmAddress, loginAddress, portalLogin, safeNext } from '@/lib/auth/next-address';
import { currentOrigin } from '@/lib/auth/origin';
import { hasPasskey } from '@/lib/auth/passkeys/take-passkey';
import { hasPassword } from '@/lib/auth/password-proof';
import { hasSecondFactor } from '@/lib/auth/second-factor';

export const metadata: Metadata = { title: 'Confirm' };

type Props = { searchParams: Promise<{ next?: string | string[] }> };

export default async function ConfirmPage({ searchParams }: Props) {
  const [{ next }, me] = [await searchParams, await currentIdentity()];
  const to = safeNext([next].flat()[0]) ?? '/';
  if (!me) redirect(loginAddress(confirmAddress(to)) as '/login');
  const origin = await currentOrigin();
  const [byCode, byPasskey, byPassword] = await Promise.all([
    hasSecondFactor(me.userId, origin),
    hasPasskey(me.userId, origin),
    hasPassword(me.userId, origin),
  ]);
  if (!byCode && !byPasskey && !byPassword)
    return (
      <AuthFrame
        title="Is it you?"
        note="For what comes next we want to be sure."
        text={
          <>
            You sign in by a code.{' '}
            <TextLink href={`${portalLogin}?next=${encodeURIComponent(to)}`}>Sign in with a new one</TextLink>
            , then go on.
          </>
        }
      />
    );
  return (
    <AuthFrame title="Is it you?" note="For what comes next we want to be sure. It holds for 10 minutes.">
      <ConfirmForm byCode={byCode} byPassword={byPassword} byPasskey={byPasskey} email={me.email} next={to} />
    </AuthFrame>
  );
}
