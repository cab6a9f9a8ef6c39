import 'server-only';
import { unstable_rethrow } from 'next/navigation';
import type { z } from 'zod';
import type { ActionResult } from '@/lib/platform/action';
import { Refusal, refusalOf } from '@/lib/platform/errors';
import { log } from '@/lib/platform/log';

/** Answers the form of somebody who isn't signed in, or of their login alone: what went wrong in a sentence, a fault in the log. */
export async function answer<T>(work: () => Promise<T>): Promise<ActionResult<T>> {
  try {
    return { ok: true, data: await work() };
  } catch (error) {
    unstable_rethrow(error);
    const refusal = refusalOf(error);
    if (refusal) return { ok: false, code: refusal.code, message: refusal.message, ...refusal.detail };
    log.error({ error }, 'a form of a login failed');
    return { ok: false, code: 'conflict', message: 'Something broke on our side. Try again in a minute.' };
  }
}

/** What was typed, by its schema. Throws Refusal. */
export function read<S extends z.ZodType>(schema: S, typed: unknown): z.output<S> {
  const parsed = schema.safeParse(typed);
  if (!parsed.success) throw new Refusal('invalid', 'Some fields need your attention.');
  return parsed.data;
}
