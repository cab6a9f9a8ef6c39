import 'server-only';
import { capacityOverrides } from '@/db/schema/capacity';
import type { OfficeActor, SystemActor, Tx } from '@/db/session';
import { may } from '@/lib/auth/permissions';
import { Refusal } from '@/lib/platform/errors';
import type { Pricing } from '@/lib/pricing/queries';
import type { Below } from '../minimums/rules';
import { measureUnderLock } from './queries';
import { sayProblems } from './rules';

/** The automation has nobody's reasons: it stays within the limits. */
type Holder = OfficeActor | SystemActor;
type EventToHold = Parameters<typeof measureUnderLock>[1];
type Given = {
  reason?: string | null;
  pricing: Pricing;
  /** What is below the company's minimum or the final count; the same reason goes for it. */
  below?: readonly Below[];
};

/**
 * Takes a booking's place within the company's limits, in the transaction that confirms, moves or enlarges it. A
 * manager goes over them with a reason, which is kept and audited; the database asks for the same (CT010, CT032, CT033). Throws
 * Refusal, with `override` where a reason would do.
 */
export async function holdCapacity(
  tx: Tx,
  actor: Holder,
  { reason, pricing, below = [], ...change }: EventToHold & Given,
): Promise<void> {
  const measures = await measureUnderLock(tx, change);
  const full = sayProblems(measures, pricing.locale);
  const problems = [...full, ...below.map(({ said }) => said)];
  if (problems.length === 0) return;
  const way = full.length > 0 ? 'Choose another time' : below[0]?.way;
  if (actor.role === 'system' || !may(actor.role, 'bookings.overrule'))
    throw new Refusal(
      reason ? 'forbidden' : 'conflict',
      `${problems.join(' ')} ${way}, or ask a manager, who may ${full.length > 0 ? 'go over the limits' : 'go below it'}.`,
    );
  if (!reason)
    throw new Refusal(
      'conflict',
      `${problems.join(' ')} ${way}, or say why it ${full.length > 0 ? 'goes over them' : 'may be less'}.`,
      { override: true },
    );
  const kinds = [
    ...measures.filter(({ over, worse }) => over && worse).map(({ kind }) => kind),
    ...below.map(({ kind }) => kind),
  ];
  await tx.insert(capacityOverrides).values({
    companyId: change.companyId,
    bookingId: change.id,
    kinds: [...new Set(kinds)],
    reason,
    userId: actor.userId,
  });
}
