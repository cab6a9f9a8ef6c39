import { sql } from 'drizzle-orm';
import { check, foreignKey, index, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { feedScopes } from '../enums';
import { bookings } from './bookings';
import { choice, createdAt, id, instant, oneOf } from './columns';
import { memberships } from './people';

/** Who of the office works at an event. */
export const bookingStaff = pgTable(
  'booking_staff',
  {
    companyId: uuid('company_id').notNull(),
    bookingId: uuid('booking_id').notNull(),
    userId: uuid('user_id').notNull(),
    createdAt: createdAt(),
    /** The booking's: a trigger writes it, whatever is given, and follows a move. */
    startsAt: instant('starts_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.bookingId, t.userId] }),
    index('booking_staff_user').on(t.companyId, t.userId, t.startsAt),
    foreignKey({ columns: [t.companyId, t.bookingId], foreignColumns: [bookings.companyId, bookings.id] }),
    foreignKey({
      columns: [t.companyId, t.userId],
      foreignColumns: [memberships.companyId, memberships.userId],
    }).onDelete('cascade'),
  ],
);

/** A calendar that a person subscribes to; one of each, found by its token alone. */
export const calendarFeeds = pgTable(
  'calendar_feeds',
  {
    id: id(),
    companyId: uuid('company_id').notNull(),
    userId: uuid('user_id').notNull(),
    /** SHA-256 of the address's token in hex; the token itself is shown once. */
    tokenHash: text('token_hash').notNull().unique(),
    scope: choice('scope', feedScopes).notNull(),
    createdAt: createdAt(),
    readAt: instant('read_at'),
  },
  (t) => [
    unique('calendar_feeds_one').on(t.companyId, t.userId),
    foreignKey({
      columns: [t.companyId, t.userId],
      foreignColumns: [memberships.companyId, memberships.userId],
    }).onDelete('cascade'),
    oneOf('calendar_feeds', 'scope', feedScopes),
    check('calendar_feeds_hash_form', sql`token_hash ~ '^[0-9a-f]{64}$'`),
  ],
);
