'use client';

import { useEffect, useState, useTransition } from 'react';
import { Button } from '@/components/ui/button';
import { type Door, enterByPasskey, passkeyKit, usePasskeysHere } from './use-passkey';

/** Offered where people type their address: anew before the last offer is too old. */
const offerAgainMs = 4 * 60_000;

type Props = { at: Door; next: string; label: string; tell: (wrong: string | undefined) => void };

/** Goes on with a passkey where the browser has them; nothing where it hasn't. */
export function PasskeyButton({ at, next, label, tell }: Props) {
  const here = usePasskeysHere();
  const [pending, start] = useTransition();
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    if (!here || at !== 'door') return;
    let over = false;
    const offer = async () => {
      const { browserSupportsWebAuthnAutofill } = await passkeyKit();
      if (over || !(await browserSupportsWebAuthnAutofill())) return;
      const wrong = await enterByPasskey('door', next, true);
      if (wrong !== undefined && !over) tell(wrong);
    };
    void offer().catch(() => undefined);
    const again = setInterval(() => void offer().catch(() => undefined), offerAgainMs);
    return () => {
      over = true;
      clearInterval(again);
      void passkeyKit().then(({ WebAuthnAbortService }) => WebAuthnAbortService.cancelCeremony());
    };
  }, [here, at, next, tell]);
  if (!here) return null;
  const enter = () =>
    start(async () => {
      tell(undefined);
      const wrong = await enterByPasskey(at, next);
      // While the next page loads the button stays as it is.
      if (wrong === undefined) setBusy(true);
      else tell(wrong);
    });
  return (
    <Button size="large" block pending={pending || busy} onClick={enter}>
      {label}
    </Button>
  );
}
