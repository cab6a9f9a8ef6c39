import 'server-only';
import { and, eq, isNull, lte } from 'drizzle-orm';
import { versionNotices } from '@/db/schema/versions';
import { command, nothing } from '@/lib/platform/command';
import { lockBooking } from '../load';
import { acknowledgement } from './schema';

/**
 * Keeps who knows of a booking's changes up to a version, and since when. A version that came after the one that was
 * seen stays open; twice is once.
 */
export const acknowledgeVersion = command({
  name: 'acknowledge version',
  permission: 'bookings.update',
  input: acknowledgement,
  output: nothing,
  write: async (tx, { bookingId, party, number }, { userId }, at) => {
    await lockBooking(tx, bookingId);
    await tx
      .update(versionNotices)
      .set({ acknowledgedBy: userId, acknowledgedAt: at })
      .where(
        and(
          eq(versionNotices.bookingId, bookingId),
          eq(versionNotices.party, party),
          lte(versionNotices.number, number),
          isNull(versionNotices.acknowledgedAt),
        ),
      );
  },
});
