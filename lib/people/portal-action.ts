'use server';

import { cookies } from 'next/headers';
import { redirect, unstable_rethrow } from 'next/navigation';
import { after } from 'next/server';
import { v7 } from 'uuid';
import { signIn } from '@/lib/auth/config';
import { deviceCookie } from '@/lib/auth/device';
import { safeNext } from '@/lib/auth/next-address';
import { currentOrigin } from '@/lib/auth/origin';
import { cookieOptions, forgetCookie } from '@/lib/auth/own-cookie';
import { pendingCookie, pendingMinutes } from '@/lib/auth/pending-sign-in';
import { codeMinutes, readTicket, ticketCookie, writeTicket } from '@/lib/auth/portal/code-ticket';
import { type Entered, enterPortal, proveCode } from '@/lib/auth/portal/enter';
import { now } from '@/lib/platform/clock';
import { refusalOf } from '@/lib/platform/errors';
import { log } from '@/lib/platform/log';
import { contactKey, readContact } from './portal/contact';
import { mayAskForCode, sendCode } from './portal/send-code';
import { knowBrowser, signedInHere } from './signed-in-here';

export type PortalState = { message?: string; typed?: string };

const path = '/my/login';
const textOf = (data: FormData, name: string) => String(data.get(name) ?? '');
const onTo = (place: string, next: string | undefined) =>
  (next ? `${place}?next=${encodeURIComponent(next)}` : place) as '/my/login';

/** Works on a form of the portal's door: what went wrong in one sentence, a fault in the log. */
async function saying(work: () => Promise<PortalState>): Promise<PortalState> {
  try {
    return await work();
  } catch (error) {
    unstable_rethrow(error);
    const refusal = refusalOf(error);
    if (!refusal) log.error({ error }, 'a form of the portal’s door failed');
    return { message: refusal?.message ?? 'Something broke on our side. Try again in a minute.' };
  }
}

/** Asks for a code; the answer is the same, and as soon, whether or not anybody is known by what was typed. */
export async function askForCode(_before: PortalState, data: FormData): Promise<PortalState> {
  const typed = data instanceof FormData ? textOf(data, 'contact').slice(0, 254) : '';
  const contact = readContact(typed);
  if (!contact)
    return { typed, message: 'Enter your phone number or your e-mail address, as you gave it to us.' };
  const answer = await saying(async () => {
    const { requestId, ip } = await currentOrigin();
    const jar = await cookies();
    await mayAskForCode(contact, { requestId, ip }, jar.get(deviceCookie(contactKey(contact)))?.value);
    const id = v7();
    const replaces = readTicket(jar.get(ticketCookie())?.value, now());
    jar.set(ticketCookie(), writeTicket(id, now()), {
      ...cookieOptions(),
      maxAge: 2 * codeMinutes * 60,
    });
    after(() =>
      sendCode({ id, contact, replaces }, { requestId, ip }).catch((error: unknown) =>
        log.error({ error, requestId }, 'a sign-in code was not sent'),
      ),
    );
    redirect(onTo(`${path}/code`, safeNext(textOf(data, 'next'))));
  });
  return { ...answer, typed };
}

const sentences = {
  wrong: 'This isn’t the code we sent last, or it is older than 10 minutes. Check it, or ask for a new one.',
  late: 'This took too long. Ask for a new code.',
  too_many: 'Too many codes were tried. Ask for a new one.',
} as const;

/** Takes the code; goes on to where the customer was headed, or has them choose. */
export async function enterCode(_before: PortalState, data: FormData): Promise<PortalState> {
  const code = data instanceof FormData ? textOf(data, 'code').slice(0, 100) : '';
  if (code.replace(/\D/g, '').length !== 6) return { message: 'Enter the six figures of the code.' };
  return saying(async () => {
    const { requestId, ip } = await currentOrigin();
    const ticket = (await cookies()).get(ticketCookie())?.value;
    const proved = await proveCode({ ticket, code }, { requestId, ip }, now());
    if (!proved.ok) return { message: sentences[proved.reason] };
    return goIn({ ticket, next: safeNext(textOf(data, 'next')) });
  });
}

/** Chooses one of several records that a code opens. */
export async function chooseRecord(_before: PortalState, data: FormData): Promise<PortalState> {
  if (!(data instanceof FormData)) return { message: sentences.late };
  return saying(async () => {
    const ticket = (await cookies()).get(ticketCookie())?.value;
    return goIn({ ticket, customerId: textOf(data, 'customer'), next: safeNext(textOf(data, 'next')) });
  });
}

async function goIn(given: {
  ticket: string | undefined;
  customerId?: string;
  next: string | undefined;
}): Promise<PortalState> {
  const { ticket, customerId, next } = given;
  const { requestId, ip } = await currentOrigin();
  const entered = await enterPortal({ ticket, customerId }, { requestId, ip }, now());
  if (!entered.ok && entered.reason === 'choose') redirect(onTo(`${path}/choose`, next));
  if (!entered.ok && entered.reason === 'late')
    return { message: 'This code opens nothing any more. Ask for a new one, or ask the caterer.' };
  const jar = await cookies();
  jar.delete(forgetCookie(ticketCookie()));
  if (!entered.ok) return toSecondStep(entered, next);
  const { proof, userId, address } = entered;
  await signIn('credentials', { proof, redirect: false });
  await signedInHere({ userId, email: null }, now());
  // What they sign in by next time: strangers who ask for codes for it don't use up this browser's.
  const reached = readContact(address);
  if (reached) knowBrowser(jar, contactKey(reached));
  redirect((next ?? '/my/bookings') as '/my/bookings');
}

async function toSecondStep(
  { pending }: Extract<Entered, { reason: 'second_step' }>,
  next: string | undefined,
): Promise<PortalState> {
  (await cookies()).set(pendingCookie(), pending, { ...cookieOptions(), maxAge: pendingMinutes * 60 });
  redirect(onTo('/login/code', next));
}
