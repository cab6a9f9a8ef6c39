'use client';

import { type ComponentProps, useState, useTransition } from 'react';
import { AuthFrame } from '@/components/frame/auth-frame';
import { Button } from '@/components/ui/button';
import { ErrorSummary } from '@/components/ui/error-summary';
import { TextLink } from '@/components/ui/link';
import { Section } from '@/components/ui/section';
import { signOutAction } from '@/lib/auth/actions';
import { deviceWords } from '@/lib/people/device-words';
import { SetUpForm } from './set-up-form';
import { makePasskey, usePasskeysHere } from './use-passkey';

type Props = Omit<ComponentProps<typeof SetUpForm>, 'back'> & {
  /** Where their account is. */
  account: string;
  /** Whose rule asks for a second step, if anybody's does. */
  askedBy: string | undefined;
  passkeys: boolean;
};

/** Sets up the second step, by an app or, where this installation takes them, by a passkey. */
export function SecondStepSetUp({ account, askedBy, passkeys, ...form }: Props) {
  const back = askedBy ? '/' : account;
  return (
    <AuthFrame
      title="Set up your second step"
      note={
        askedBy
          ? `${askedBy} asks for it: a code of your phone beside the password.`
          : 'A code of your phone beside the password: who steals one can’t get in.'
      }
    >
      <SetUpForm {...form} back={back} />
      {passkeys ? (
        <div className="mt-10">
          <PasskeyInstead back={back} />
        </div>
      ) : null}
      <div className="mt-6 text-sm">
        {askedBy ? <SignOutButton /> : <TextLink href={account}>Not now</TextLink>}
      </div>
    </AuthFrame>
  );
}

/** Says that there is a second step already. */
export function SecondStepIsOn({ account }: { account: string }) {
  return (
    <AuthFrame title="Your second step is on" note="You sign in with a code of your app.">
      <p className="text-sm">
        New recovery codes, or off again: in <TextLink href={account}>your account</TextLink>.
      </p>
    </AuthFrame>
  );
}

/** A passkey in place of an app's codes, where the browser has them. */
function PasskeyInstead({ back }: { back: string }) {
  const here = usePasskeysHere();
  const [wrong, setWrong] = useState<string>();
  const [pending, start] = useTransition();
  if (!here) return null;
  const make = () =>
    start(async () => {
      const made = await makePasskey(deviceWords(navigator.userAgent));
      setWrong(made.ok ? undefined : made.message);
      if (made.ok) window.location.assign(back);
    });
  return (
    <Section
      title="Or a passkey"
      note="Your finger, face or the PIN of this device in place of app and codes."
    >
      {wrong ? <ErrorSummary message={wrong} title="No passkey was added" /> : null}
      <div>
        <Button pending={pending} onClick={make}>
          Make a passkey
        </Button>
      </div>
    </Section>
  );
}

/** For who is signed in and may do nothing else yet. */
function SignOutButton() {
  const [pending, start] = useTransition();
  return (
    <Button size="small" pending={pending} onClick={() => start(() => signOutAction())}>
      Sign out
    </Button>
  );
}
