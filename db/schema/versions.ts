import { sql } from 'drizzle-orm';
import {
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { parties } from '../enums';
import { bookings } from './bookings';
import { choice, choices, id, instant, oneOf, someOf } from './columns';
import { companies } from './companies';
import { users } from './people';

/** One difference between two versions; null where there was or is nothing. */
export type VersionChange = { key: string; old: unknown; new: unknown };

/** What was agreed and each change of it since; written by the database alone, and never written over. */
export const bookingVersions = pgTable(
  'booking_versions',
  {
    id: id(),
    companyId: uuid('company_id')
      .notNull()
      .references(() => companies.id),
    bookingId: uuid('booking_id').notNull(),
    number: integer('number').notNull(),
    /** What a banquet order is drawn from: flat, a line under "line:<id>". */
    snapshot: jsonb('snapshot').$type<Record<string, unknown>>().notNull(),
    changes: jsonb('changes').$type<VersionChange[]>().notNull(),
    /** As it stood then without being a change: money in minor units, and the order of the lines. */
    facts: jsonb('facts').$type<Record<string, unknown>>().notNull(),
    parties: choices('parties', parties),
    madeBy: uuid('made_by').references(() => users.id),
    madeAt: instant('made_at').notNull().defaultNow(),
  },
  (t) => [
    unique('booking_versions_company_number').on(t.companyId, t.bookingId, t.number),
    foreignKey({ columns: [t.companyId, t.bookingId], foreignColumns: [bookings.companyId, bookings.id] }),
    index('booking_versions_made_by').on(t.madeBy),
    check('booking_versions_number', sql`number between 1 and 1000000`),
    check('booking_versions_first', sql`(number = 1) = (changes = '[]')`),
    someOf('booking_versions', 'parties', parties),
  ],
);

/** Who must know of a version, and who said that they do. */
export const versionNotices = pgTable(
  'version_notices',
  {
    companyId: uuid('company_id')
      .notNull()
      .references(() => companies.id),
    bookingId: uuid('booking_id').notNull(),
    number: integer('number').notNull(),
    party: choice('party', parties).notNull(),
    toldAt: instant('told_at').notNull().defaultNow(),
    acknowledgedBy: uuid('acknowledged_by').references(() => users.id),
    acknowledgedAt: instant('acknowledged_at'),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.bookingId, t.number, t.party] }),
    foreignKey({
      columns: [t.companyId, t.bookingId, t.number],
      foreignColumns: [bookingVersions.companyId, bookingVersions.bookingId, bookingVersions.number],
    }),
    index('version_notices_open').on(t.companyId, t.bookingId).where(sql`acknowledged_at is null`),
    index('version_notices_newest').on(t.companyId, t.toldAt.desc()).where(sql`acknowledged_at is null`),
    index('version_notices_by').on(t.acknowledgedBy),
    oneOf('version_notices', 'party', parties),
    check('version_notices_acknowledged', sql`(acknowledged_at is null) = (acknowledged_by is null)`),
  ],
);
