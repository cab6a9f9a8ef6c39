import 'server-only';
import { eq, inArray } from 'drizzle-orm';
import { bookingLines } from '@/db/schema/booking-lines';
import { bookings } from '@/db/schema/bookings';
import type { Tx } from '@/db/session';
import type { Price } from '@/lib/pricing/rules';
import { linePrice } from './line-terms';
import type { Plan, PlannedLine } from './plan';
import type { EnquiryInput } from './schema';

/** The columns that a form's values fill; the ones that a client may write. */
export function eventColumns(input: EnquiryInput, { startsAt, endsAt }: Plan) {
  const { eventName, eventType, serviceStyle, venue, venueAddress, specialRequests, dietary } = input;
  const { guests, children, vendorMeals } = input;
  const typed = { eventName, eventType, serviceStyle, venue, venueAddress, specialRequests, dietary };
  return { ...typed, guests, children, vendorMeals, startsAt, endsAt };
}

/** The columns that follow from the price; never a client's. */
export function moneyColumns(price: Price) {
  const { menuTotal, serviceTotal, discount, taxTotal, deposit, tax } = price;
  const { serviceCharge, serviceChargeRate, serviceChargeTaxed } = price;
  const charge = { serviceCharge, serviceChargeRate, serviceChargeTaxed };
  return { menuTotal, serviceTotal, discount, ...charge, taxTotal, deposit, tax };
}

type Written = {
  companyId: string;
  bookingId: string;
  plan: Plan;
  /** Whether this role writes what lines cost; clients don't. */
  terms?: boolean;
};

/** Makes the stored lines those of the plan. */
export async function writeLines(
  tx: Tx,
  { companyId, bookingId, plan, terms = true }: Written,
): Promise<void> {
  if (plan.removed.length > 0) await tx.delete(bookingLines).where(inArray(bookingLines.id, plan.removed));
  for (const { id, quantity, follows, whom, notes, position, choices, ...line } of plan.lines) {
    if (id)
      await tx
        .update(bookingLines)
        .set({ quantity, follows, whom, notes, position, choices, ...(terms && linePrice(undefined, line)) })
        .where(eq(bookingLines.id, id));
  }
  const added = plan.lines.filter(({ id }) => !id);
  if (added.length === 0) return;
  await tx.insert(bookingLines).values(added.map((line) => lineRow(line, companyId, bookingId)));
}

const columnOf = { dish: 'itemId', service: 'serviceId', package: 'packageId' } as const;

/** A planned line as a row of the table. */
export function lineRow({ thing, ...line }: PlannedLine, companyId: string, bookingId: string) {
  return { ...line, [columnOf[thing.kind]]: thing.id, companyId, bookingId };
}

/** Sets the totals that go with the lines. */
export async function writePrice(tx: Tx, bookingId: string, price: Price): Promise<void> {
  await tx.update(bookings).set(moneyColumns(price)).where(eq(bookings.id, bookingId));
}
