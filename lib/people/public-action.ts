'use server';

import { unstable_rethrow } from 'next/navigation';
import { after } from 'next/server';
import type { z } from 'zod';
import { currentIdentity } from '@/lib/auth/actor';
import { resetPassword } from '@/lib/auth/change-password';
import { signIn } from '@/lib/auth/config';
import { acceptInvitation, chooseCompany, readInvitation } from '@/lib/auth/invitations';
import { currentOrigin } from '@/lib/auth/origin';
import { mustBeWithin } from '@/lib/auth/rate-limit';
import type { ActionResult } from '@/lib/platform/action';
import { addressKey } from '@/lib/platform/caller';
import { now } from '@/lib/platform/clock';
import { Refusal, refusalOf } from '@/lib/platform/errors';
import { log } from '@/lib/platform/log';
import { askForReset } from './ask-for-reset';
import { forgotForm, joinForm, resetForm } from './schema';

/** Answers a stranger's form: what went wrong in a sentence, a fault in the log. */
async function answer(work: () => Promise<void>): Promise<ActionResult<null>> {
  try {
    await work();
    return { ok: true, data: null };
  } catch (error) {
    unstable_rethrow(error);
    const refusal = refusalOf(error);
    if (refusal) return { ok: false, code: refusal.code, message: refusal.message, ...refusal.detail };
    log.error({ error }, 'a form of somebody signed out failed');
    return { ok: false, code: 'conflict', message: 'Something broke on our side. Try again in a minute.' };
  }
}

function read<S extends z.ZodType>(schema: S, typed: unknown): z.output<S> {
  const parsed = schema.safeParse(typed);
  if (!parsed.success) throw new Refusal('invalid', 'Some fields need your attention.');
  return parsed.data;
}

/** Mails a link for a new password, if the address has a login; the answer doesn't tell, nor does the time it takes. */
export async function askForResetAction(typed: unknown): Promise<ActionResult<null>> {
  return answer(async () => {
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
  return answer(async () => {
    const { password } = read(resetForm, typed);
    await resetPassword({ token: String(token), password }, await currentOrigin(), now());
  });
}

/** Accepts an invitation: as whoever is signed in, or with a new login, which is signed in at once. */
export async function joinAction(token: string, typed: unknown): Promise<ActionResult<null>> {
  return answer(async () => {
    const origin = await currentOrigin();
    const limit = { key: `join:${addressKey(origin.ip)}`, limit: 30, windowSeconds: 15 * 60 };
    await mustBeWithin(limit, 'Too many attempts. Wait 15 minutes, then try again.');
    const key = String(token);
    const me = await currentIdentity();
    if (me) {
      const { companyId } = await acceptInvitation({ token: key, userId: me.userId }, origin);
      await chooseCompany({ sessionId: me.sessionId, companyId }, origin);
      return;
    }
    const { name, password } = read(joinForm, typed);
    const invitation = await readInvitation(key, origin);
    await acceptInvitation({ token: key, name, password }, origin);
    await signIn('credentials', { email: invitation?.email, password, redirect: false });
  });
}
