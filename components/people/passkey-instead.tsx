'use client';

import { useState, useTransition } from 'react';
import { Button } from '@/components/ui/button';
import { ErrorSummary } from '@/components/ui/error-summary';
import { Section } from '@/components/ui/section';
import { deviceWords } from '@/lib/people/device-words';
import { makePasskey, usePasskeysHere } from './use-passkey';

/** A passkey in place of an app's codes, where the browser has them. */
export function PasskeyInstead({ back }: { back: string }) {
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
