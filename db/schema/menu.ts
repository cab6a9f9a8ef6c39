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
import { packagePricings, packageTiers, serviceKinds } from '../enums';
import { bounded, choice, createdAt, id, money, oneOf, version } from './columns';
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
    createdAt: createdAt(),
    version: version(),
  },
  (t) => [
    unique('categories_company_id').on(t.companyId, t.id),
    unique('categories_name').on(t.companyId, t.name),
    bounded('categories', 'name', 80),
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
    /** Per guest. */
    price: money('price').notNull(),
    minimumOrder: integer('minimum_order').notNull().default(10),
    preparationMinutes: integer('preparation_minutes').notNull().default(60),
    vegetarian: boolean('vegetarian').notNull().default(false),
    spicy: boolean('spicy').notNull().default(false),
    allergens: text('allergens').array(),
    image: text('image'),
    active: boolean('active').notNull().default(true),
    availableFrom: date('available_from', { mode: 'string' }),
    availableTo: date('available_to', { mode: 'string' }),
    createdAt: createdAt(),
    version: version(),
  },
  (t) => [
    unique('items_company_id').on(t.companyId, t.id),
    unique('items_name').on(t.companyId, t.name),
    index('items_category').on(t.companyId, t.categoryId),
    foreignKey({
      columns: [t.companyId, t.categoryId],
      foreignColumns: [categories.companyId, categories.id],
    }),
    bounded('items', 'name', 120),
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
    durationMinutes: integer('duration_minutes').notNull().default(60),
    active: boolean('active').notNull().default(true),
    createdAt: createdAt(),
    version: version(),
  },
  (t) => [
    unique('services_company_id').on(t.companyId, t.id),
    unique('services_name').on(t.companyId, t.name),
    bounded('services', 'name', 120),
    check('services_price', sql`price > 0`),
    check('services_duration', sql`duration_minutes between 0 and 20160`),
    oneOf('services', 'kind', serviceKinds),
  ],
);

export const packages = pgTable(
  'packages',
  {
    id: id(),
    companyId: uuid('company_id')
      .notNull()
      .references(() => companies.id),
    name: text('name').notNull(),
    description: text('description'),
    eventType: text('event_type'),
    tier: choice('tier', packageTiers).notNull().default('standard'),
    pricing: choice('pricing', packagePricings).notNull().default('per_person'),
    price: money('price').notNull(),
    minimumGuests: integer('minimum_guests').notNull().default(1),
    maximumGuests: integer('maximum_guests').notNull().default(1000),
    active: boolean('active').notNull().default(true),
    createdAt: createdAt(),
    version: version(),
  },
  (t) => [
    unique('packages_company_id').on(t.companyId, t.id),
    unique('packages_name').on(t.companyId, t.name),
    bounded('packages', 'name', 120),
    check('packages_price', sql`price >= 0`),
    check('packages_guests', sql`minimum_guests between 1 and maximum_guests`),
    oneOf('packages', 'tier', packageTiers),
    oneOf('packages', 'pricing', packagePricings),
  ],
);

/** One dish or service that a package contains, per guest or as a fixed quantity. */
export const packageParts = pgTable(
  'package_parts',
  {
    id: id(),
    companyId: uuid('company_id').notNull(),
    packageId: uuid('package_id').notNull(),
    itemId: uuid('item_id'),
    serviceId: uuid('service_id'),
    quantity: integer('quantity').notNull().default(1),
    perGuest: boolean('per_guest').notNull().default(true),
  },
  (t) => [
    index('package_parts_package').on(t.companyId, t.packageId),
    foreignKey({
      columns: [t.companyId, t.packageId],
      foreignColumns: [packages.companyId, packages.id],
    }).onDelete('cascade'),
    foreignKey({ columns: [t.companyId, t.itemId], foreignColumns: [items.companyId, items.id] }),
    foreignKey({ columns: [t.companyId, t.serviceId], foreignColumns: [services.companyId, services.id] }),
    check('package_parts_one_thing', sql`num_nonnulls(item_id, service_id) = 1`),
    check('package_parts_quantity', sql`quantity >= 1`),
  ],
);

/** Units of a foreign currency that one unit of the company's currency buys, from a day on. */
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
    check('exchange_rates_currency', sql`currency ~ '^[A-Z]{3}$'`),
  ],
);
