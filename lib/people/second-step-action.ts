'use server';

import { redirect } from 'next/navigation';
import { after } from 'next/server';
import type { Identity } from '@/db/visit';
import { callPerson, currentIdentity } from '@/lib/auth/actor';
import { confirmIdentity } from '@/lib/auth/confirm';
import { safeNext } from '@/lib/auth/next-address';
import { currentOrigin } from '@/lib/auth/origin';
import { renewRecoveryCodes, turnOffSecondFactor, turnOnSecondFactor } from '@/lib/auth/own-second-factor';
import type { ActionResult } from '@/lib/platform/action';
import { now } from '@/lib/platform/clock';
import { refusalOf } from '@/lib/platform/errors';
import { log } from '@/lib/platform/log';
import { confirmFirst } from '@/lib/platform/recent-auth';
import { answer, read } from './answer';
import { mailPerson } from './mail-person';
import { codeForm, turnOffForm, turnOnInput } from './schema';

/** Who calls, also where they have to set their second step up before anything else. */
async function caller() {
  const me = await callPerson();
  return { me, own: ownOf(me), origin: await currentOrigin() };
}
const ownOf = ({ userId, sessionId, companyId }: Identity) => ({ userId, sessionId, companyId });

/** Whoever it was who did it, the person hears of it. */
const tell = (userId: string, subject: string, said: string) =>
  after(async () =>
    mailPerson(
      { userId },
      {
        subject,
        text: () => [said, 'If that wasn’t you, change your password at once and tell your manager.'],
      },
      {},
    ).catch((error: unknown) => log.error({ error, userId }, 'nobody was told of a changed second step')),
  );

/** Turns one's own second step on by a first code of the app; gives the recovery codes, which are shown once. */
export async function turnOnSecondStep(typed: unknown): Promise<ActionResult<{ codes: string[] }>> {
  return answer(async () => {
    const { me, own, origin } = await caller();
    if (!me.confirmed) throw confirmFirst();
    const codes = await turnOnSecondFactor({ ...own, ...read(turnOnInput, typed) }, origin, now());
    tell(me.userId, 'Your second step is on', 'From now on you sign in with a code of your app as well.');
    return { codes };
  });
}

/** Turns it off again, by password and code. */
export async function turnOffSecondStep(typed: unknown): Promise<ActionResult<null>> {
  return answer(async () => {
    const { me, own, origin } = await caller();
    await turnOffSecondFactor({ ...own, ...read(turnOffForm, typed) }, origin, now());
    tell(me.userId, 'Your second step is off', 'From now on your password alone signs you in.');
    return null;
  });
}

/** New recovery codes, by a code; those there were open nothing any more. */
export async function renewCodes(typed: unknown): Promise<ActionResult<{ codes: string[] }>> {
  return answer(async () => {
    const { own, origin } = await caller();
    return { codes: await renewRecoveryCodes({ ...own, ...read(codeForm, typed) }, origin, now()) };
  });
}

export type ConfirmState = { message?: string };

/** Proves anew who one is, then goes on to where it was asked for. */
export async function confirmAction(_before: ConfirmState, data: FormData): Promise<ConfirmState> {
  const proof = data instanceof FormData ? String(data.get('proof') ?? '').slice(0, 10_000) : '';
  if (proof === '') return { message: 'Nothing was entered.' };
  const me = await currentIdentity();
  if (!me) redirect('/login');
  try {
    await confirmIdentity({ ...ownOf(me), proof }, await currentOrigin(), now());
  } catch (error) {
    const refusal = refusalOf(error);
    if (!refusal) log.error({ error }, 'a confirmation failed');
    return { message: refusal?.message ?? 'Something broke on our side. Try again in a minute.' };
  }
  redirect((safeNext(String(data.get('next') ?? '')) ?? '/') as '/');
}
