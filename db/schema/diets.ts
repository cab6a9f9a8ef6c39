import { sql } from 'drizzle-orm';
import { boolean, check, foreignKey, index, integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { allergens, diets } from '../enums';
import { bookings } from './bookings';
import { bounded, choices, createdAt, id, someOf, version } from './columns';
import { companies } from './companies';

/** What a guest, or a group of them, can't or won't eat at one event. */
export const guestDiets = pgTable(
  'guest_diets',
  {
    id: id(),
    companyId: uuid('company_id')
      .notNull()
      .references(() => companies.id),
    bookingId: uuid('booking_id').notNull(),
    guest: text('guest').notNull(),
    people: integer('people').notNull().default(1),
    avoids: choices('avoids', allergens),
    diets: choices('diets', diets),
    /** An allergy that traces set off. */
    severe: boolean('severe').notNull().default(false),
    notes: text('notes'),
    createdAt: createdAt(),
    version: version(),
  },
  (t) => [
    unique('guest_diets_company_id').on(t.companyId, t.id),
    index('guest_diets_booking').on(t.companyId, t.bookingId, t.createdAt, t.id),
    foreignKey({
      columns: [t.companyId, t.bookingId],
      foreignColumns: [bookings.companyId, bookings.id],
    }).onDelete('cascade'),
    bounded('guest_diets', 'guest', 120),
    bounded('guest_diets', 'notes', 500),
    someOf('guest_diets', 'avoids', allergens),
    someOf('guest_diets', 'diets', diets),
    check('guest_diets_people', sql`people between 1 and 1000`),
    check('guest_diets_some', sql`cardinality(avoids) + cardinality(diets) > 0 or notes is not null`),
    check('guest_diets_severe', sql`not severe or cardinality(avoids) > 0`),
  ],
);
