'use client';

import { useEffect, useState } from 'react';
import {
  addPasskeyAction,
  askPasskeyAction,
  offerPasskeyAction,
  passkeyConfirmAction,
  passkeySignInAction,
} from '@/lib/people/passkey-action';
import type { ActionResult } from '@/lib/platform/action';

/** Where a passkey is asked for: at the door, after the password, or for a recent proof. */
export type Door = 'door' | 'second step' | 'confirm';

/** What the browser's own part of passkeys is needed for; loaded when it is. */
export const passkeyKit = () => import('@simplewebauthn/browser');

/** Whether browsers have passkeys at this address: by name, over TLS or on this very machine. */
export function usePasskeysHere(): boolean {
  const [here, setHere] = useState(false);
  useEffect(() => {
    const { hostname } = window.location;
    setHere('PublicKeyCredential' in window && window.isSecureContext && !/^[\d.]+$|:/.test(hostname));
  }, []);
  return here;
}

// A browser keeps one challenge: of two that are asked for side by side the wrong one could come last.
let asking: Promise<unknown> = Promise.resolve();
let pressed = 0;

function askInTurn(at: Door): ReturnType<typeof askPasskeyAction> {
  const mine = asking.then(() => askPasskeyAction(at));
  asking = mine.catch(() => undefined);
  return mine;
}

const unanswered = 'No passkey was used. Try again, or go on another way.';

/** Asks the browser for a passkey and goes on with it; gives the sentence of what went wrong. `quietly` offers it where people type. */
export async function enterByPasskey(at: Door, next: string, quietly = false): Promise<string | undefined> {
  if (!quietly) pressed += 1;
  const turn = pressed;
  const asked = await askInTurn(at).catch(() => undefined);
  // Who pressed the button meanwhile has an offer of their own.
  if (quietly && pressed !== turn) return undefined;
  if (!asked) return 'There is no connection. Try again.';
  if (!asked.ok) return asked.message;
  const { startAuthentication } = await passkeyKit();
  const response = await startAuthentication({ optionsJSON: asked.data, useBrowserAutofill: quietly }).catch(
    () => undefined,
  );
  if (!response) return quietly ? undefined : unanswered;
  const send = at === 'confirm' ? passkeyConfirmAction : passkeySignInAction;
  const done = await send({ response, next, at }).catch(() => undefined);
  if (!done) return 'There is no connection. Try again.';
  if (!done.ok) return done.message;
  // Everything that is kept in this window was of who wasn't signed in.
  window.location.assign(done.data.to);
  return undefined;
}

/** Has the browser make one, and keeps it. */
export async function makePasskey(name: string): Promise<ActionResult<null>> {
  const offered = await offerPasskeyAction();
  if (!offered.ok) return offered;
  const { startRegistration } = await passkeyKit();
  const response = await startRegistration({ optionsJSON: offered.data }).catch((error: Error) => error.name);
  if (typeof response !== 'string') return addPasskeyAction({ name, response });
  const known = response === 'InvalidStateError';
  return {
    ok: false,
    code: 'conflict',
    message: known ? 'This device has a passkey of yours already.' : 'No passkey was made. Try again.',
  };
}
