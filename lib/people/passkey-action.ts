'use server';

import { cookies } from 'next/headers';
import { after } from 'next/server';
import { callPerson } from '@/lib/auth/actor';
import { signIn } from '@/lib/auth/config';
import { confirmByPasskey } from '@/lib/auth/confirm';
import { safeNext } from '@/lib/auth/next-address';
import { currentOrigin } from '@/lib/auth/origin';
import { cookieOptions, forgetCookie, ownCookie } from '@/lib/auth/own-cookie';
import { askPasskey } from '@/lib/auth/passkeys/ask-passkey';
import { challengeMinutes } from '@/lib/auth/passkeys/challenge';
import { enterWithPasskey } from '@/lib/auth/passkeys/enter-with-passkey';
import { addPasskey, offerPasskey, removePasskey } from '@/lib/auth/passkeys/own-passkeys';
import type { PasskeyAnswer } from '@/lib/auth/passkeys/take-passkey';
import { pendingCookie, readPending } from '@/lib/auth/pending-sign-in';
import type { ActionResult } from '@/lib/platform/action';
import { now } from '@/lib/platform/clock';
import { Refusal } from '@/lib/platform/errors';
import { log } from '@/lib/platform/log';
import { confirmFirst } from '@/lib/platform/recent-auth';
import { answer, read } from './answer';
import { mailPerson } from './mail-person';
import { passkeyForm, passkeyRef, passkeyUse } from './schema';
import { signedInHere } from './signed-in-here';

/** Where the browser keeps the ticket of the challenge that its device is to answer. */
const ticketCookie = () => ownCookie('cater-passkey');

async function keepTicket(ticket: string): Promise<void> {
  (await cookies()).set(ticketCookie(), ticket, {
    ...cookieOptions(),
    sameSite: 'strict',
    maxAge: challengeMinutes * 60,
  });
}

async function takeTicket(): Promise<string | undefined> {
  const jar = await cookies();
  const ticket = jar.get(ticketCookie())?.value;
  jar.delete(forgetCookie(ticketCookie()));
  return ticket;
}

const tell = (userId: string, subject: string, said: string) =>
  after(() =>
    mailPerson(
      { userId },
      {
        subject,
        text: () => [said, 'If that wasn’t you, change your password at once and tell your manager.'],
      },
      {},
    ).catch((error: unknown) => log.error({ error, userId }, 'nobody was told about a passkey')),
  );

/** What is said of a passkey that wasn't taken; of one that somebody copied its person hears as well. */
function refused(answer: Exclude<PasskeyAnswer, { ok: true }>): Refusal {
  if (answer.reason === 'copied')
    tell(
      answer.userId,
      'One of your passkeys was copied',
      'Something has used a copy of one of your passkeys. It opens nothing any more, and what was signed in with a passkey is signed out. Sign in another way, remove it in your account and make a new one.',
    );
  return passkeyRefusal(answer);
}

async function caller() {
  const me = await callPerson();
  const { userId, sessionId, companyId } = me;
  return { me, own: { userId, sessionId, companyId }, origin: await currentOrigin() };
}

/** What this browser makes a passkey by; for who proved within 10 minutes who they are. */
export async function offerPasskeyAction() {
  return answer(async () => {
    const { me, own, origin } = await caller();
    if (!me.confirmed) throw confirmFirst();
    const { name, email } = me;
    const { options, ticket } = await offerPasskey(own, { name, account: email || name }, origin, now());
    await keepTicket(ticket);
    return options;
  });
}

/** Keeps the passkey that this browser made; its person hears of it. */
export async function addPasskeyAction(typed: unknown): Promise<ActionResult<null>> {
  return answer(async () => {
    const { me, own, origin } = await caller();
    if (!me.confirmed) throw confirmFirst();
    const given = read(passkeyForm, typed);
    await addPasskey({ ...own, ...given, ticket: await takeTicket() }, origin, now());
    tell(me.userId, 'A passkey was added', `You can sign in with the passkey “${given.name}” from now on.`);
    return null;
  });
}

/** Takes one of one's own passkeys away; its person hears of it. */
export async function removePasskeyAction(typed: unknown): Promise<ActionResult<null>> {
  return answer(async () => {
    const { me, own, origin } = await caller();
    if (!me.confirmed) throw confirmFirst();
    await removePasskey({ ...own, ...read(passkeyRef, typed) }, origin);
    tell(me.userId, 'A passkey was removed', 'One of your passkeys signs you in no more.');
    return null;
  });
}

/** What this browser asks its devices by: at the door, after the password, or for a recent proof. */
export async function askPasskeyAction(at: 'door' | 'second step' | 'confirm') {
  return answer(async () => {
    const origin = await currentOrigin();
    const { options, ticket } = await askPasskey(await askedAt(at), origin, now());
    await keepTicket(ticket);
    return options;
  });
}

async function askedAt(at: string) {
  if (at === 'confirm') {
    const { userId, sessionId } = await callPerson();
    return { purpose: 'confirm', bound: sessionId, userId } as const;
  }
  if (at !== 'second step') return { purpose: 'sign in', bound: '' } as const;
  const { pending, started } = await readBegun();
  return { purpose: 'second step', bound: pending, userId: started.userId } as const;
}

async function readBegun() {
  const pending = (await cookies()).get(pendingCookie())?.value ?? '';
  const started = readPending(pending, now());
  if (!started) throw new Refusal('conflict', 'This took too long. Start over.');
  return { pending, started };
}

/** Signs in with a passkey, alone or after the password; gives where to go on. */
export async function passkeySignInAction(typed: unknown): Promise<ActionResult<{ to: string }>> {
  return answer(async () => {
    const { response, next, at } = read(passkeyUse, typed);
    const origin = await currentOrigin();
    const begun = at === 'second step' ? await readBegun() : undefined;
    const ticket = await takeTicket();
    const entered = await enterWithPasskey({ response, ticket, pending: begun?.pending }, origin, now());
    if (!entered.ok) throw refused(entered);
    await signIn('credentials', { proof: entered.proof, redirect: false });
    if (begun) (await cookies()).delete(forgetCookie(pendingCookie()));
    await signedInHere(entered, now());
    return { to: safeNext(next) ?? '/' };
  });
}

/** Proves anew who one is by a passkey; gives where to go on. */
export async function passkeyConfirmAction(typed: unknown): Promise<ActionResult<{ to: string }>> {
  return answer(async () => {
    const { own, origin } = await caller();
    const { response, next } = read(passkeyUse, typed);
    const proved = await confirmByPasskey({ ...own, response, ticket: await takeTicket() }, origin, now());
    if (!proved.ok) throw refused(proved);
    return { to: safeNext(next) ?? '/' };
  });
}

type Refused = Exclude<PasskeyAnswer, { ok: true }>;

const refusals: Record<Refused['reason'], string> = {
  wrong: 'This passkey opens nothing here. Choose another, or sign in another way.',
  late: 'This took too long. Try again.',
  copied:
    'Something else has used a copy of this passkey, so it opens nothing any more. Sign in another way and remove it in your account.',
  too_many: 'Too many attempts. Wait 15 minutes, then try again.',
};

/** What is said of a passkey that wasn't taken. */
function passkeyRefusal(answer: Refused): Refusal {
  const sentence = refusals[answer.reason];
  if (answer.reason === 'too_many')
    return new Refusal('rate_limited', sentence, { retryAfter: answer.retryAfter });
  return new Refusal('forbidden', sentence);
}
