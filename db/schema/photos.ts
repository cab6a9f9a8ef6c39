import { sql } from 'drizzle-orm';
import { check, foreignKey, index, integer, pgTable, unique, uuid } from 'drizzle-orm/pg-core';
import { bookings } from './bookings';
import { createdAt, id, instant } from './columns';
import { companies } from './companies';
import { users } from './people';

/** A photo that the team took at an event; its files are in the store. */
export const bookingPhotos = pgTable(
  'booking_photos',
  {
    id: id(),
    companyId: uuid('company_id')
      .notNull()
      .references(() => companies.id),
    bookingId: uuid('booking_id').notNull(),
    /** Of the larger of its two sizes, in pixels. */
    width: integer('width').notNull(),
    height: integer('height').notNull(),
    /** Gone for everybody; its files follow a day later. */
    removedAt: instant('removed_at'),
    createdBy: uuid('created_by')
      .notNull()
      .references(() => users.id),
    createdAt: createdAt(),
  },
  (t) => [
    unique('booking_photos_company_id').on(t.companyId, t.id),
    foreignKey({ columns: [t.companyId, t.bookingId], foreignColumns: [bookings.companyId, bookings.id] }),
    index('booking_photos_booking')
      .on(t.companyId, t.bookingId, t.createdAt, t.id)
      .where(sql`removed_at is null`),
    index('booking_photos_old').on(t.companyId, t.createdAt),
    index('booking_photos_created_by').on(t.createdBy),
    index('booking_photos_removed').on(t.companyId, t.removedAt).where(sql`removed_at is not null`),
    check('booking_photos_width', sql`width between 1 and 10000`),
    check('booking_photos_height', sql`height between 1 and 10000`),
  ],
);
