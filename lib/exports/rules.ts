import type { exportRoles, exportStatuses } from '@/db/enums-of-files';
import { may } from '@/lib/auth/permissions';
import type { Decision } from '@/lib/platform/errors';
import { mostUnderWay } from './schema';

type Status = (typeof exportStatuses)[number];
type Role = (typeof exportRoles)[number];
type Kept = { userId: string; status: Status; madeAs: Role | null; expiresAt: Date | null };
type Person = { userId: string; role: Role };

/** Whether somebody may ask for one more file. */
export const mayAsk = (waiting: number): Decision =>
  waiting < mostUnderWay
    ? { ok: true }
    : {
        ok: false,
        code: 'conflict',
        reason: `${mostUnderWay} of your files are being made. Wait for one, or cancel one.`,
      };

/** Whether a person gets a file now. `permitted`: their role may see the list today. */
export function mayTake(
  kept: Kept,
  who: Person,
  { permitted, now }: { permitted: boolean; now: Date },
): Decision {
  if (!permitted || (kept.madeAs && kept.madeAs !== who.role && !may(who.role, 'exports.any')))
    return { ok: false, code: 'forbidden', reason: 'Your role doesn’t allow this file any more.' };
  if (kept.status !== 'ready')
    return {
      ok: false,
      code: 'conflict',
      reason: kept.status === 'expired' ? goneWords : 'This file isn’t made yet.',
    };
  return kept.expiresAt && kept.expiresAt > now
    ? { ok: true }
    : { ok: false, code: 'conflict', reason: goneWords };
}

const goneWords = 'This file was kept for seven days and is gone. Ask for it again.';

/** Whether it can be called off. */
export const mayCancel = ({ status }: Pick<Kept, 'status'>): Decision =>
  status === 'waiting' || status === 'working'
    ? { ok: true }
    : { ok: false, code: 'conflict', reason: 'This file isn’t being made any more. Reload the page.' };

/** Whether it can be asked for again: by whoever asked first, since it is made with their rights. */
export function mayRepeat({ status, userId }: Kept, who: Pick<Person, 'userId'>): Decision {
  if (userId !== who.userId)
    return { ok: false, code: 'forbidden', reason: 'Only who asked for this file can ask for it again.' };
  return status === 'failed' || status === 'cancelled' || status === 'expired'
    ? { ok: true }
    : { ok: false, code: 'conflict', reason: 'This file is there or being made. Reload the page.' };
}
