import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  date,
  foreignKey,
  index,
  pgTable,
  primaryKey,
  smallint,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { rhythms } from '../enums';
import { bookings } from './bookings';
import { choice, createdAt, id, oneOf } from './columns';
import { companies } from './companies';
import { users } from './people';

/** An event that comes again. */
export const bookingSeries = pgTable(
  'booking_series',
  {
    id: id(),
    companyId: uuid('company_id')
      .notNull()
      .references(() => companies.id),
    rhythm: choice('rhythm', rhythms).notNull(),
    createdBy: uuid('created_by').references(() => users.id),
    createdAt: createdAt(),
  },
  (t) => [
    unique('booking_series_company_id').on(t.companyId, t.id),
    index('booking_series_created_by').on(t.createdBy),
    oneOf('booking_series', 'rhythm', rhythms),
  ],
);

/** A booking's place in its series. */
export const seriesBookings = pgTable(
  'series_bookings',
  {
    companyId: uuid('company_id')
      .notNull()
      .references(() => companies.id),
    bookingId: uuid('booking_id').notNull(),
    seriesId: uuid('series_id').notNull(),
    position: smallint('position').notNull(),
    /** The day of the company's calendar that the rhythm gives; moved ones keep it. */
    plannedOn: date('planned_on', { mode: 'string' }).notNull(),
    /** Changed by itself, so that what is done to the series leaves it; kept by the database. */
    own: boolean('own').notNull().default(false),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.bookingId] }),
    unique('series_bookings_place').on(t.companyId, t.seriesId, t.position),
    foreignKey({ columns: [t.companyId, t.bookingId], foreignColumns: [bookings.companyId, bookings.id] }),
    foreignKey({
      columns: [t.companyId, t.seriesId],
      foreignColumns: [bookingSeries.companyId, bookingSeries.id],
    }),
    check('series_bookings_position', sql`position between 1 and 1000`),
  ],
);
