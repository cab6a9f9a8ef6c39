import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  smallint,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { eventTypes, packagePricings, packageTiers } from '../enums';
import { bounded, choice, createdAt, id, money, oneOf, version } from './columns';
import { companies } from './companies';
import { items, pictures, services } from './menu';

/** What is sold as a whole: a price, and courses of which so many dishes are chosen. */
export const packages = pgTable(
  'packages',
  {
    id: id(),
    companyId: uuid('company_id')
      .notNull()
      .references(() => companies.id),
    name: text('name').notNull(),
    description: text('description'),
    /** What it is made for; none where it fits any. */
    eventType: choice('event_type', eventTypes),
    tier: choice('tier', packageTiers).notNull().default('standard'),
    pricing: choice('pricing', packagePricings).notNull().default('per_person'),
    /** Of one person or of the whole; 0 where it is priced on request. */
    price: money('price').notNull(),
    minimumGuests: integer('minimum_guests').notNull().default(1),
    maximumGuests: integer('maximum_guests').notNull().default(1000),
    pictureId: uuid('picture_id'),
    active: boolean('active').notNull().default(true),
    /** Counted from 0; equal ones go by name. */
    position: integer('position').notNull().default(0),
    createdAt: createdAt(),
    version: version(),
  },
  (t) => [
    unique('packages_company_id').on(t.companyId, t.id),
    unique('packages_name').on(t.companyId, t.name),
    bounded('packages', 'name', 120),
    foreignKey({ columns: [t.companyId, t.pictureId], foreignColumns: [pictures.companyId, pictures.id] }),
    check('packages_price', sql`price between 0 and 100000000000 and (pricing <> 'custom' or price = 0)`),
    check('packages_guests', sql`minimum_guests between 1 and maximum_guests and maximum_guests <= 1000`),
    check('packages_description_length', sql`length(description) <= 2000`),
    oneOf('packages', 'event_type', eventTypes),
    oneOf('packages', 'tier', packageTiers),
    oneOf('packages', 'pricing', packagePricings),
  ],
);

/** A course of a package: so many of its dishes are chosen for a booking; it has at least as many (`course_guard`). */
export const packageCourses = pgTable(
  'package_courses',
  {
    id: id(),
    companyId: uuid('company_id').notNull(),
    packageId: uuid('package_id').notNull(),
    name: text('name').notNull(),
    choose: smallint('choose').notNull(),
    position: smallint('position').notNull().default(0),
  },
  (t) => [
    unique('package_courses_company_id').on(t.companyId, t.id),
    unique('package_courses_of_package').on(t.companyId, t.packageId, t.id),
    index('package_courses_package').on(t.companyId, t.packageId),
    foreignKey({
      columns: [t.companyId, t.packageId],
      foreignColumns: [packages.companyId, packages.id],
    }).onDelete('cascade'),
    bounded('package_courses', 'name', 80),
    check('package_courses_choose', sql`choose between 1 and 50`),
    check('package_courses_position', sql`position between 0 and 100`),
  ],
);

/** One dish of a course, or one service that a package contains. */
export const packageParts = pgTable(
  'package_parts',
  {
    id: id(),
    companyId: uuid('company_id').notNull(),
    packageId: uuid('package_id').notNull(),
    courseId: uuid('course_id'),
    itemId: uuid('item_id'),
    serviceId: uuid('service_id'),
    position: smallint('position').notNull().default(0),
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
    foreignKey({
      columns: [t.companyId, t.packageId, t.courseId],
      foreignColumns: [packageCourses.companyId, packageCourses.packageId, packageCourses.id],
    }).onDelete('cascade'),
    unique('package_parts_dish_once').on(t.companyId, t.courseId, t.itemId),
    unique('package_parts_service_once').on(t.companyId, t.packageId, t.serviceId),
    check('package_parts_one_thing', sql`num_nonnulls(item_id, service_id) = 1`),
    check('package_parts_course', sql`(course_id is null) = (item_id is null)`),
    check('package_parts_quantity', sql`quantity between 1 and 1000`),
    check('package_parts_position', sql`position between 0 and 1000`),
  ],
);
