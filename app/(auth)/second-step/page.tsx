import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { AuthFrame } from '@/components/frame/auth-frame';
import { PasskeyInstead } from '@/components/people/passkey-instead';
import { SetUpForm } from '@/components/people/set-up-form';
import { SignOutButton } from '@/components/people/sign-out-button';
import { TextLink } from '@/components/ui/link';
import { currentIdentity } from '@/lib/auth/actor';
import { confirmAddress, loginAddress, setUpAddress } from '@/lib/auth/next-address';
import { currentOrigin } from '@/lib/auth/origin';
import { offerSecondFactor } from '@/lib/auth/own-second-factor';
import { relyingParty } from '@/lib/auth/passkeys/relying-party';
import { may } from '@/lib/auth/permissions';
import { hasSecondFactor } from '@/lib/auth/second-factor';
import { codeSquares } from '@/lib/paper/code-squares';
import { now } from '@/lib/platform/clock';

export const metadata: Metadata = { title: 'Second step', robots: { index: false, follow: false } };
export const dynamic = 'force-dynamic';

export default async function SecondStepPage() {
  const me = await currentIdentity();
  if (!me) redirect(loginAddress(setUpAddress) as '/login');
  const account = may(me.role, 'office.open') ? '/account' : '/my/account';
  if (await hasSecondFactor(me.userId, await currentOrigin()))
    return (
      <AuthFrame title="Your second step is on" note="You sign in with a code of your app.">
        <p className="text-sm">
          New recovery codes, or off again: in <TextLink href={account}>your account</TextLink>.
        </p>
      </AuthFrame>
    );
  if (!me.confirmed) redirect(confirmAddress(setUpAddress));
  const { secret, address, offer } = offerSecondFactor(me, me.email, now());
  return (
    <AuthFrame
      title="Set up your second step"
      note={
        me.mustSetUp
          ? `${me.companyName} asks for it: a code of your phone beside the password.`
          : 'A code of your phone beside the password: who steals one can’t get in.'
      }
    >
      <SetUpForm
        squares={codeSquares(address)}
        secret={secret}
        offer={offer}
        back={me.mustSetUp ? '/' : account}
      />
      {relyingParty() ? (
        <div className="mt-10">
          <PasskeyInstead back={me.mustSetUp ? '/' : account} />
        </div>
      ) : null}
      <div className="mt-6 text-sm">
        {me.mustSetUp ? <SignOutButton /> : <TextLink href={account}>Not now</TextLink>}
      </div>
    </AuthFrame>
  );
}
