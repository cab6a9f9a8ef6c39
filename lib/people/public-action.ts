'use server';

import { after } from 'next/server';
import { currentIdentity } from '@/lib/auth/actor';
import { resetPassword } from '@/lib/auth/change-password';
import { signIn } from '@/lib/auth/config';
import { acceptInvitation, chooseCompany, readInvitation } from '@/lib/auth/invitations';
import { currentOrigin } from '@/lib/auth/origin';
import { mustBeWithin } from '@/lib/auth/rate-limit';
import type { ActionResult } from '@/lib/platform/action';
import { addressKey } from '@/lib/platform/caller';
import { now } from '@/lib/platform/clock';
import { log } from '@/lib/platform/log';
import { answer, read } from './answer';
import { askForReset } from './ask-for-reset';
import { foundCompany } from './first-run';
import { forgotForm, joinForm, resetForm, welcomeForm } from './schema';

/** The same where nothing is told but that it is done. */
const done = (work: () => Promise<void>): Promise<ActionResult<null>> =>
  answer(async () => {
    await work();
    return null;
  });

/** Mails a link for a new password, if the address has a login; the answer doesn't tell, nor does the time it takes. */
export async function askForResetAction(typed: unknown): Promise<ActionResult<null>> {
  return done(async () => {
    const { email } = read(forgotForm, typed);
    const origin = await currentOrigin();
    const at = now();
    after(() =>
      askForReset(email, origin, at).catch((error: unknown) =>
        log.error({ error }, 'a reset link was not mailed'),
      ),
    );
  });
}

/** Sets a new password by a mailed link. */
export async function resetPasswordAction(token: string, typed: unknown): Promise<ActionResult<null>> {
  return done(async () => {
    const { password } = read(resetForm, typed);
    await resetPassword({ token: String(token), password }, await currentOrigin(), now());
  });
}

/** Accepts an invitation: as whoever is signed in, or with a new login, which is signed in at once. */
export async function joinAction(token: string, typed: unknown): Promise<ActionResult<null>> {
  return done(async () => {
    const origin = await currentOrigin();
    const limit = { key: `join:${addressKey(origin.ip)}`, limit: 30, windowSeconds: 15 * 60 };
    await mustBeWithin(limit, 'Too many attempts. Wait 15 minutes, then try again.');
    const key = String(token);
    const me = await currentIdentity();
    if (me) {
      const { companyId } = await acceptInvitation(
        { token: key, userId: me.userId, sessionId: me.sessionId },
        origin,
      );
      await chooseCompany({ sessionId: me.sessionId, companyId }, origin);
      return;
    }
    const { name, password } = read(joinForm, typed);
    const invitation = await readInvitation(key, origin);
    await acceptInvitation({ token: key, name, password }, origin);
    await signIn('credentials', { email: invitation?.email, password, redirect: false });
  });
}

/** Makes the first company of this installation and signs its manager in. */
export async function welcomeAction(typed: unknown): Promise<ActionResult<null>> {
  return done(async () => {
    const given = read(welcomeForm, typed);
    await foundCompany(given, await currentOrigin());
    await signIn('credentials', { email: given.email, password: given.password, redirect: false });
  });
}
