import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  pgView,
  smallint,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { lineKinds, offerUnits, whoms } from '../enums';
import { bookings } from './bookings';
import { bounded, choice, createdAt, id, money, oneOf } from './columns';
import { items, services } from './menu';
import { packages } from './packages';

/** A dish that was chosen for a course of a package, as it was called then. */
export type PackageChoice = { courseId: string; course: string; itemId: string; name: string };

export const bookingLines = pgTable(
  'booking_lines',
  {
    id: id(),
    companyId: uuid('company_id').notNull(),
    bookingId: uuid('booking_id').notNull(),
    kind: choice('kind', lineKinds).notNull(),
    itemId: uuid('item_id'),
    serviceId: uuid('service_id'),
    /** A line that is a package is a line of the menu with what was chosen in it. */
    packageId: uuid('package_id'),
    choices: jsonb('choices').$type<PackageChoice[]>(),
    /** A copy: later changes of the menu leave the booking as it was agreed. */
    name: text('name').notNull(),
    unitPrice: money('unit_price').notNull(),
    /** What the menu asked when the line was made; the unit price where nothing else is said, by trigger. */
    listedPrice: money('listed_price').notNull().default(sql`null`),
    /** Basis points off the line, and why it is that or another price than the menu's. */
    discountRate: integer('discount_rate').notNull().default(0),
    priceReason: text('price_reason'),
    /** What the price is for, and how many guests one feeds; copies too, none on lines older than units. */
    unit: choice('unit', offerUnits),
    feeds: integer('feeds'),
    quantity: integer('quantity').notNull(),
    minimumOrder: integer('minimum_order').notNull().default(1),
    amount: money('amount')
      .notNull()
      .generatedAlwaysAs(
        sql`unit_price * quantity - round(unit_price * quantity * discount_rate / 10000.0)::bigint`,
      ),
    notes: text('notes'),
    /** Whether the quantity is what the number of guests asks for, whatever that becomes; else it is pinned. */
    follows: boolean('follows').notNull().default(false),
    /** Which of them, where it follows. */
    whom: choice('whom', whoms).notNull().default('guests'),
    position: smallint('position').notNull().default(0),
    createdAt: createdAt(),
  },
  (t) => [
    unique('booking_lines_company_id').on(t.companyId, t.id),
    index('booking_lines_booking').on(t.companyId, t.bookingId),
    foreignKey({
      columns: [t.companyId, t.bookingId],
      foreignColumns: [bookings.companyId, bookings.id],
    }).onDelete('cascade'),
    foreignKey({ columns: [t.companyId, t.itemId], foreignColumns: [items.companyId, items.id] }),
    foreignKey({ columns: [t.companyId, t.serviceId], foreignColumns: [services.companyId, services.id] }),
    foreignKey({ columns: [t.companyId, t.packageId], foreignColumns: [packages.companyId, packages.id] }),
    index('booking_lines_item').on(t.companyId, t.itemId).where(sql`item_id is not null`),
    index('booking_lines_service').on(t.companyId, t.serviceId).where(sql`service_id is not null`),
    index('booking_lines_package').on(t.companyId, t.packageId).where(sql`package_id is not null`),
    oneOf('booking_lines', 'kind', lineKinds),
    oneOf('booking_lines', 'unit', offerUnits),
    oneOf('booking_lines', 'whom', whoms),
    check('booking_lines_feeds', sql`feeds between 1 and 1000`),
    check('booking_lines_choices', sql`choices is null or package_id is not null`),
    bounded('booking_lines', 'name', 160),
    check('booking_lines_quantity', sql`quantity >= 1 and quantity >= minimum_order and quantity <= 100000`),
    check('booking_lines_price', sql`unit_price between 0 and 100000000000`),
    check(
      'booking_lines_terms',
      sql`listed_price between 0 and 100000000000 and discount_rate between 0 and 10000 and (price_reason is not null) = (unit_price <> listed_price or discount_rate > 0) and length(price_reason) between 1 and 300`,
    ),
    check(
      'booking_lines_one_thing',
      sql`num_nonnulls(item_id, service_id, package_id) = 1 and (kind = 'service') = (service_id is not null)`,
    ),
  ],
);

/** The dishes of an event, those within its packages among them, each with how many people it is for. */
export const dishesServed = pgView('dishes_served', {
  companyId: uuid('company_id').notNull(),
  bookingId: uuid('booking_id').notNull(),
  lineId: uuid('line_id').notNull(),
  itemId: uuid('item_id').notNull(),
  name: text('name').notNull(),
  /** Of which package; none of a dish that was ordered by itself. */
  packageId: uuid('package_id'),
  position: smallint('position').notNull(),
  place: integer('place').notNull(),
  covers: integer('covers').notNull(),
}).existing();
