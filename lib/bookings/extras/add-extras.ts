import 'server-only';
import { sql } from 'drizzle-orm';
import { bookingLines } from '@/db/schema/booking-lines';
import type { bookings } from '@/db/schema/bookings';
import type { OfficeActor, Tx } from '@/db/session';
import { mayPriceNow } from '@/lib/auth/staff-prices';
import { loadMenuThings, type Offered } from '@/lib/menu/choice-queries';
import { ensureExtra } from '@/lib/menu/extras';
import { isThing, sumOf, type ThingRef } from '@/lib/menu/thing-ref';
import { Refusal, refuseField } from '@/lib/platform/errors';
import { asListed, linePrice } from '../line-terms';
import type { PlannedLine } from '../plan';
import { mostLines } from '../schema';
import { lineRow } from '../write-booking';
import { extraProblems } from './rules';
import type { Extra } from './schema';

/** Why a line costs something else than on the menu: whoever was there agreed it. */
const onTheDay = 'Agreed at the event';

/**
 * Puts what was served or done beyond what was agreed onto a locked booking, as lines at the menu's prices or at those that were
 * agreed there; what is on no menu is a service of its own. `held` is how many lines it has. The caller prices the booking anew.
 * Throws Refusal with fields.
 */
export async function addExtras(
  tx: Tx,
  stored: typeof bookings.$inferSelect,
  { extras, held, actor }: { extras: readonly Extra[]; held: number; actor: OfficeActor },
): Promise<void> {
  if (extras.length === 0) return;
  if (held + extras.length > mostLines)
    throw refuseField('extras', `A booking holds up to ${mostLines} lines.`);
  const menu = await loadMenuThings(
    tx,
    extras.flatMap(({ thing }) => thing ?? []),
  );
  const offeredFor = ({ thing }: Extra) => thing && menu.find((one) => isThing(one, thing));
  const mayPrice = await mayPriceNow(tx, actor);
  const fields = extraProblems(extras, { offeredFor, mayPrice });
  if (Object.keys(fields).length > 0)
    throw new Refusal('invalid', 'Some fields need your attention.', { fields });
  const { companyId } = stored;
  for (const [at, extra] of extras.entries()) {
    const offered = offeredFor(extra);
    const { name, unitPrice } = extra;
    const known = offered ?? {
      ...(await ensureExtra(tx, { companyId, name, price: unitPrice ?? 0 })),
      ...({ kind: 'service', name, unit: 'flat', feeds: null } as const),
    };
    const line = lineOf(extra, { known, position: held + at });
    await tx.insert(bookingLines).values(lineRow(line, companyId, stored.id));
  }
}

type Known = ThingRef & Pick<Offered, 'name' | 'unit' | 'feeds' | 'price'>;

function lineOf(
  { quantity, unitPrice }: Extra,
  { known, position }: { known: Known; position: number },
): PlannedLine {
  const { kind, id, name, unit, feeds, price } = known;
  const agreed = unitPrice === null ? undefined : { unitPrice, discountRate: 0, reason: onTheDay };
  return {
    ...{ kind: sumOf(known), thing: { kind, id }, name, unit, feeds, quantity, position },
    // It comes on top of what was ordered.
    minimumOrder: 1,
    ...{ follows: false, whom: 'guests' as const, notes: null },
    ...linePrice(agreed, asListed(price)),
  };
}

/** Keeps what they changed as a version of what was agreed, while the event isn't over. */
export async function keepVersion(tx: Tx): Promise<void> {
  await tx.execute(sql`set constraints booking_lines_versions immediate`);
  await tx.execute(sql`set constraints booking_lines_versions deferred`);
}
