import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { SecondStepIsOn, SecondStepSetUp } from '@/components/people/second-step-set-up';
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
  if (await hasSecondFactor(me.userId, await currentOrigin())) return <SecondStepIsOn account={account} />;
  if (!me.confirmed) redirect(confirmAddress(setUpAddress));
  const { secret, address, offer } = offerSecondFactor(me, me.email, now());
  return (
    <SecondStepSetUp
      {...{ account, secret, offer }}
      squares={codeSquares(address)}
      askedBy={me.mustSetUp ? me.companyName : undefined}
      passkeys={Boolean(relyingParty())}
    />
  );
}
