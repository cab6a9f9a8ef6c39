import 'server-only';
import { capacityOverrides } from '@/db/schema/capacity';
import type { Actor, Tx } from '@/db/session';
import { Refusal } from '@/lib/platform/errors';
import type { Pricing } from '@/lib/pricing/queries';
import { measureUnderLock } from './queries';
import { sayProblems } from './rules';

type OfficeActor = Extract<Actor, { role: 'manager' | 'staff' }>;
type Change = Parameters<typeof measureUnderLock>[1];

/**
 * Takes a booking's place within the company's limits, in the transaction that confirms, moves or enlarges it. A
 * manager goes over them with a reason, which is kept and audited; the database asks for the same (CT010). Throws
 * Refusal, with `override` where a reason would do.
 */
export async function holdCapacity(
  tx: Tx,
  actor: OfficeActor,
  { reason, pricing, ...change }: Change & { reason?: string | null; pricing: Pricing },
): Promise<void> {
  const measures = await measureUnderLock(tx, change);
  const problems = sayProblems(measures, pricing.locale);
  if (problems.length === 0) return;
  if (actor.role !== 'manager')
    throw new Refusal(
      reason ? 'forbidden' : 'conflict',
      `${problems.join(' ')} Choose another time, or ask a manager, who may go over the limits.`,
    );
  if (!reason)
    throw new Refusal(
      'conflict',
      `${problems.join(' ')} Choose another time, or say why it goes over them.`,
      {
        override: true,
      },
    );
  const kinds = measures.filter(({ over, worse }) => over && worse).map(({ kind }) => kind);
  await tx.insert(capacityOverrides).values({
    companyId: change.companyId,
    bookingId: change.id,
    kinds: [...new Set(kinds)],
    reason,
    userId: actor.userId,
  });
}
