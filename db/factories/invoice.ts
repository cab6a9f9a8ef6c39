import { eq } from 'drizzle-orm';
import { bookings } from '../schema/bookings';
import type { invoices } from '../schema/money';
import type { Tx } from '../session';

const nobody = { name: 'Nobody', address: null, phone: null, email: null };

/** A bill of a confirmed booking, to be inserted as it is or changed. */
export async function billOf(tx: Tx, bookingId: string): Promise<typeof invoices.$inferInsert> {
  const [row] = await tx.select().from(bookings).where(eq(bookings.id, bookingId));
  if (!row) throw new Error('There is no such booking');
  const { companyId, total, taxTotal, serviceCharge, tax, reference, eventName, venue, guests } = row;
  return {
    ...{ companyId, bookingId, kind: 'invoice', issuedOn: '2026-01-01', dueOn: '2026-01-08' },
    ...{ net: total - taxTotal, serviceCharge, taxTotal, total },
    tax: tax ?? { profile: 'No tax', components: [] },
    document: {
      ...{ currency: 'GHS', locale: 'en-GH', seller: nobody, buyer: nobody },
      event: { reference, name: eventName, day: '2026-01-01', venue, guests },
      ...{ lines: [], subtotal: row.subtotal, discount: row.discount, serviceCharge, paid: 0 },
    },
  };
}
