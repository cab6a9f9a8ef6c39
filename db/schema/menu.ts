import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  numeric,
  pgTable,
  smallint,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { allergens, diets, offerUnits, serviceKinds } from '../enums';
import { bounded, choice, choices, createdAt, id, money, oneOf, someOf, version } from './columns';
import { companies } from './companies';

export const categories = pgTable(
  'categories',
  {
    id: id(),
    companyId: uuid('company_id')
      .notNull()
      .references(() => companies.id),
    name: text('name').notNull(),
    position: smallint('position').notNull().default(10),
    active: boolean('active').notNull().default(true),
    image: text('image'),
    pictureId: uuid('picture_id'),
    createdAt: createdAt(),
    version: version(),
  },
  (t) => [
    unique('categories_company_id').on(t.companyId, t.id),
    unique('categories_name').on(t.companyId, t.name),
    foreignKey({ columns: [t.companyId, t.pictureId], foreignColumns: [pictures.companyId, pictures.id] }),
    bounded('categories', 'name', 80),
  ],
);

/** A picture of a dish, service, package or category. The files, in two sizes, are in the store (`lib/platform/store`). */
export const pictures = pgTable(
  'pictures',
  {
    id: id(),
    companyId: uuid('company_id')
      .notNull()
      .references(() => companies.id),
    /** Of the larger size, in pixels. */
    width: integer('width').notNull(),
    height: integer('height').notNull(),
    createdBy: uuid('created_by'),
    createdAt: createdAt(),
  },
  (t) => [
    unique('pictures_company_id').on(t.companyId, t.id),
    check('pictures_size', sql`width between 1 and 10000 and height between 1 and 10000`),
  ],
);

export const items = pgTable(
  'items',
  {
    id: id(),
    companyId: uuid('company_id')
      .notNull()
      .references(() => companies.id),
    categoryId: uuid('category_id').notNull(),
    name: text('name').notNull(),
    description: text('description'),
    /** Of one unit. */
    price: money('price').notNull(),
    unit: choice('unit', offerUnits).notNull().default('guest'),
    /** Guests that one tray is for; of trays only. */
    feeds: integer('feeds'),
    minimumOrder: integer('minimum_order').notNull().default(10),
    preparationMinutes: integer('preparation_minutes').notNull().default(60),
    diets: choices('diets', diets),
    /** 0 not at all, 1 mild, 2 hot, 3 very hot. */
    spice: smallint('spice').notNull().default(0),
    /** What stands in none of the three is unknown. */
    contains: choices('contains', allergens),
    mayContain: choices('may_contain', allergens),
    freeFrom: choices('free_from', allergens),
    image: text('image'),
    pictureId: uuid('picture_id'),
    /** False: archived. It stays on the bookings that have it and can't be added to others. */
    active: boolean('active').notNull().default(true),
    availableFrom: date('available_from', { mode: 'string' }),
    availableTo: date('available_to', { mode: 'string' }),
    /** Months of every year, 1 to 12, both included; from November to February goes over the new year. */
    seasonFrom: smallint('season_from'),
    seasonTo: smallint('season_to'),
    /** Within its category, counted from 0; equal ones go by name. */
    position: integer('position').notNull().default(0),
    createdAt: createdAt(),
    version: version(),
  },
  (t) => [
    unique('items_company_id').on(t.companyId, t.id),
    unique('items_name').on(t.companyId, t.name),
    index('items_category').on(t.companyId, t.categoryId, t.active),
    foreignKey({
      columns: [t.companyId, t.categoryId],
      foreignColumns: [categories.companyId, categories.id],
    }),
    foreignKey({ columns: [t.companyId, t.pictureId], foreignColumns: [pictures.companyId, pictures.id] }),
    bounded('items', 'name', 120),
    oneOf('items', 'unit', offerUnits),
    someOf('items', 'diets', diets),
    someOf('items', 'contains', allergens),
    someOf('items', 'may_contain', allergens),
    someOf('items', 'free_from', allergens),
    check(
      'items_allergens_once',
      sql`not (contains && may_contain) and not (contains && free_from) and not (may_contain && free_from)`,
    ),
    check('items_spice', sql`spice between 0 and 3`),
    check(
      'items_feeds',
      sql`(unit = 'tray') = (feeds is not null) and (feeds is null or feeds between 1 and 1000)`,
    ),
    check(
      'items_season',
      sql`(season_from is null) = (season_to is null) and (season_from is null or (season_from between 1 and 12 and season_to between 1 and 12))`,
    ),
    check('items_price', sql`price > 0`),
    check('items_minimum_order', sql`minimum_order >= 1`),
    check('items_preparation', sql`preparation_minutes between 0 and 20160`),
    check('items_availability', sql`available_from <= available_to`),
  ],
);

export const services = pgTable(
  'services',
  {
    id: id(),
    companyId: uuid('company_id')
      .notNull()
      .references(() => companies.id),
    name: text('name').notNull(),
    kind: choice('kind', serviceKinds).notNull().default('other'),
    description: text('description'),
    price: money('price').notNull(),
    unit: choice('unit', offerUnits).notNull().default('item'),
    minimumOrder: integer('minimum_order').notNull().default(1),
    durationMinutes: integer('duration_minutes').notNull().default(60),
    pictureId: uuid('picture_id'),
    active: boolean('active').notNull().default(true),
    /** Counted from 0; equal ones go by kind and name. */
    position: integer('position').notNull().default(0),
    createdAt: createdAt(),
    version: version(),
  },
  (t) => [
    unique('services_company_id').on(t.companyId, t.id),
    unique('services_name').on(t.companyId, t.name),
    foreignKey({ columns: [t.companyId, t.pictureId], foreignColumns: [pictures.companyId, pictures.id] }),
    bounded('services', 'name', 120),
    check('services_unit_known', sql`unit in ('guest', 'item', 'hour', 'flat')`),
    check('services_minimum_order', sql`minimum_order >= 1`),
    check('services_price', sql`price > 0`),
    check('services_duration', sql`duration_minutes between 0 and 20160`),
    oneOf('services', 'kind', serviceKinds),
  ],
);

/** What one unit of a dish or service costs the company; managers only, so not a column beside the price. */
export const offerCosts = pgTable(
  'offer_costs',
  {
    id: id(),
    companyId: uuid('company_id').notNull(),
    itemId: uuid('item_id'),
    serviceId: uuid('service_id'),
    cost: money('cost').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    unique('offer_costs_item').on(t.companyId, t.itemId),
    unique('offer_costs_service').on(t.companyId, t.serviceId),
    foreignKey({ columns: [t.companyId, t.itemId], foreignColumns: [items.companyId, items.id] }).onDelete(
      'cascade',
    ),
    foreignKey({
      columns: [t.companyId, t.serviceId],
      foreignColumns: [services.companyId, services.id],
    }).onDelete('cascade'),
    check('offer_costs_one_thing', sql`num_nonnulls(item_id, service_id) = 1`),
    check('offer_costs_cost', sql`cost between 0 and 100000000000`),
  ],
);

/** What one unit of another currency costs in the company's, from a day on; for showing alone, nothing is posted by it. */
export const exchangeRates = pgTable(
  'exchange_rates',
  {
    id: id(),
    companyId: uuid('company_id')
      .notNull()
      .references(() => companies.id),
    currency: text('currency').notNull(),
    rate: numeric('rate', { precision: 18, scale: 8 }).notNull(),
    validFrom: date('valid_from', { mode: 'string' }).notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    unique('exchange_rates_day').on(t.companyId, t.currency, t.validFrom),
    check('exchange_rates_rate', sql`rate > 0`),
    check('exchange_rates_most', sql`rate <= 1000000000`),
    check('exchange_rates_currency', sql`currency ~ '^[A-Z]{3}$'`),
  ],
);
