import 'server-only';
import type { ActionResult } from '@/lib/platform/action';
import { addressKey } from '@/lib/platform/caller';
import { refusalOf } from '@/lib/platform/errors';
import { log } from '@/lib/platform/log';
import { linkRefusals } from './link-refusals';
import { currentOrigin } from './origin';
import { mustBeWithin } from './rate-limit';

const windowSeconds = 600;

/**
 * Answers what was posted on the page of a link, where nobody signs in: refusals come back as their sentence, and whatever is
 * posted counts for the limit of the connection (`most` in ten minutes). `use` names the kind of link. The token is logged nowhere.
 */
export async function answering<T>(
  { use, most }: { use: string; most: number },
  work: () => Promise<T>,
): Promise<ActionResult<T>> {
  const { ip, requestId } = await currentOrigin();
  try {
    await mustBeWithin({ key: `${use}:${addressKey(ip)}`, limit: most, windowSeconds }, linkRefusals.tooMany);
    return { ok: true, data: await work() };
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal) return { ok: false, code: refusal.code, message: refusal.message, ...refusal.detail };
    log.error({ error, requestId, use }, 'an answer by link failed');
    return { ok: false, code: 'fault', message: linkRefusals.fault };
  }
}
