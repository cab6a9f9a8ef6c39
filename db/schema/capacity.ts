import { sql } from 'drizzle-orm';
import {
  check,
  customType,
  date,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  uuid,
} from 'drizzle-orm/pg-core';
import { bookings } from './bookings';
import { bounded, createdAt, id, money, version } from './columns';
import { companies } from './companies';
import { users } from './people';

/** PostgreSQL's 64-bit transaction number, as text. */
const xid8 = customType<{ data: string }>({ dataType: () => 'xid8' });

/** What a company takes on at most; null: as much as comes. */
export const capacityLimits = pgTable(
  'capacity_limits',
  {
    companyId: uuid('company_id')
      .primaryKey()
      .references(() => companies.id),
    /** Confirmed events that run at the same moment. */
    eventsAtOnce: smallint('events_at_once'),
    /** Guests of a day on the company's clock; an event is of the day it begins. */
    coversADay: integer('covers_a_day'),
    /** People that the day's events need on the floor (`staff_needed`). */
    staffADay: integer('staff_a_day'),
    /** Minutes of the company's day; both or none. Closing before opening is after midnight. */
    opens: smallint('opens'),
    closes: smallint('closes'),
    version: version(),
  },
  () => [
    check('capacity_limits_events', sql`events_at_once between 1 and 1000`),
    check('capacity_limits_covers', sql`covers_a_day between 1 and 100000`),
    check('capacity_limits_staff', sql`staff_a_day between 1 and 10000`),
    check('capacity_limits_opens', sql`opens between 0 and 1439`),
    check('capacity_limits_closes', sql`closes between 0 and 1439`),
    check('capacity_limits_hours', sql`(opens is null) = (closes is null)`),
  ],
);

/** Days on which a company doesn't cook. */
export const blockedDays = pgTable(
  'blocked_days',
  {
    companyId: uuid('company_id')
      .notNull()
      .references(() => companies.id),
    day: date('day', { mode: 'string' }).notNull(),
    reason: text('reason').notNull(),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.companyId, t.day] }), bounded('blocked_days', 'reason', 120)],
);

/** The least an order comes to by season and weekday; `order_minimum_of` says which one holds on a day. */
export const orderMinimums = pgTable(
  'order_minimums',
  {
    id: id(),
    companyId: uuid('company_id')
      .notNull()
      .references(() => companies.id),
    /** ISO numbers, Monday is 1; none is every day. */
    weekdays: smallint('weekdays').array().notNull().default([]),
    validFrom: date('valid_from', { mode: 'string' }).notNull(),
    /** The last day of a season; null for good. */
    validTo: date('valid_to', { mode: 'string' }),
    /** Lines less discounts, before tax. */
    leastTotal: money('least_total'),
    leastGuests: integer('least_guests'),
    createdAt: createdAt(),
  },
  (t) => [
    index('order_minimums_from').on(t.companyId, t.validFrom),
    check('order_minimums_weekdays', sql`weekdays <@ array[1, 2, 3, 4, 5, 6, 7]::smallint[]`),
    check('order_minimums_dates', sql`valid_to >= valid_from`),
    check('order_minimums_total', sql`least_total between 1 and 100000000000`),
    check('order_minimums_guests', sql`least_guests between 1 and 1000`),
    check('order_minimums_some', sql`least_total is not null or least_guests is not null`),
  ],
);

/** Who let an event go over which limits or below the minimum order, and why; counts in the transaction that it was written in. */
export const capacityOverrides = pgTable(
  'capacity_overrides',
  {
    id: id(),
    companyId: uuid('company_id')
      .notNull()
      .references(() => companies.id),
    bookingId: uuid('booking_id').notNull(),
    kinds: text('kinds').array().notNull(),
    reason: text('reason').notNull(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id),
    xid: xid8('xid').notNull().default(sql`pg_current_xact_id()`),
    createdAt: createdAt(),
  },
  (t) => [
    index('capacity_overrides_booking').on(t.companyId, t.bookingId, t.createdAt),
    index('capacity_overrides_user').on(t.userId),
    foreignKey({ columns: [t.companyId, t.bookingId], foreignColumns: [bookings.companyId, bookings.id] }),
    check(
      'capacity_overrides_kinds_known',
      sql`kinds <@ array['events', 'covers', 'staff', 'hours', 'blocked', 'order_total', 'order_guests', 'final_count', 'deposit']`,
    ),
    bounded('capacity_overrides', 'reason', 500),
  ],
);
