import 'server-only';
import { refresh } from 'next/cache';
import { unstable_rethrow } from 'next/navigation';
import { z } from 'zod';
import { callActor } from '@/lib/auth/actor';
import type { Command } from './command';
import { Refusal, type RefusalCode, type RefusalDetail, refusalOf } from './errors';
import { log } from './log';

export type ActionResult<T = undefined> =
  | { ok: true; data: T }
  | ({ ok: false; code: RefusalCode | 'fault'; message: string } & RefusalDetail);

const keyForm = z.uuid().optional();

/**
 * Makes a server action of a command: finds out who calls and maps what went wrong. A refusal comes back as its
 * sentence, a fault is logged once with the request id and comes back as that id. `key` is the form's, the same
 * for the same intent. `shows` renders the page anew with the answer.
 */
export function action<I, T>(command: Command<I, T>, { shows = false }: { shows?: boolean } = {}) {
  return async (input: I, key?: string): Promise<ActionResult<T>> => {
    let requestId: string | undefined;
    try {
      const actor = await callActor();
      requestId = actor.requestId;
      const parsedKey = keyForm.safeParse(key);
      if (!parsedKey.success) throw new Refusal('invalid', 'This form can’t be sent. Reload the page.');
      const data = await command(actor, input, { key: parsedKey.data });
      if (shows) refresh();
      return { ok: true, data };
    } catch (error) {
      unstable_rethrow(error);
      return failure(error, requestId);
    }
  };
}

/** What a caller is told of an error. A fault may have happened after the effect, so it doesn't say that nothing was saved. */
function failure(error: unknown, requestId: string | undefined): ActionResult<never> {
  const refusal = refusalOf(error);
  if (refusal) return { ok: false, code: refusal.code, message: refusal.message, ...refusal.detail };
  log.error({ error, requestId }, 'action failed');
  return {
    ok: false,
    code: 'fault',
    message: `Something broke on our side. Try again; if it stays, tell us ${requestId ?? 'when it happened'}.`,
  };
}
