import 'server-only';
import { and, eq } from 'drizzle-orm';
import { bookings } from '@/db/schema/bookings';
import { enquiries } from '@/db/schema/enquiries';
import type { Tx } from '@/db/session';
import { notFound } from '@/lib/platform/errors';

/** The enquiry, locked until the transaction ends, with what its booking is. Throws not_found for other companies' too. */
export async function lockEnquiry(tx: Tx, id: string) {
  const [row] = await tx.select().from(enquiries).where(eq(enquiries.id, id)).for('update');
  if (!row) throw notFound('enquiry');
  const [booking] = row.bookingId
    ? await tx
        .select({ status: bookings.status })
        .from(bookings)
        .where(and(eq(bookings.companyId, row.companyId), eq(bookings.id, row.bookingId)))
    : [];
  return { ...row, bookingStatus: booking?.status ?? null };
}
