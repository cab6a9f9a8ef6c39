import 'server-only';
import { and, asc, eq, getTableColumns, gt, inArray, isNull, ne, sql } from 'drizzle-orm';
import { type Answers, prepared, preparedByShape, preparedText } from '@/db/prepared';
import { bookingLines } from '@/db/schema/booking-lines';
import { bookings } from '@/db/schema/bookings';
import { categories, items, services } from '@/db/schema/menu';
import { packages } from '@/db/schema/packages';
import type { Tx } from '@/db/session';
import { may, type Role } from '@/lib/auth/permissions';
import { orderBy } from './arrange';
import { costSeen } from './cost-seen';
import { mostDrafts } from './rules';
import type { ThingRef } from './thing-ref';

const id = sql.placeholder('id');

const dishQuery = prepared((db) => db.select().from(items).where(eq(items.id, id)));
const serviceQuery = prepared((db) => db.select().from(services).where(eq(services.id, id)));

const categoryColumns = {
  id: categories.id,
  name: categories.name,
  pictureId: categories.pictureId,
  active: categories.active,
  version: categories.version,
};

const categoriesQuery = prepared((db) =>
  db
    .select(categoryColumns)
    .from(categories)
    .orderBy(...orderBy('category')),
);

const countedCategoriesQuery = prepared((db) =>
  db
    .select({
      ...categoryColumns,
      // Spelled out: in a select from one table Drizzle leaves the tables' names away.
      dishes: sql<number>`(select count(*)::int from items i
        where i.company_id = categories.company_id and i.category_id = categories.id and i.active)`,
    })
    .from(categories)
    .orderBy(...orderBy('category')),
);

/** Categories in the menu's order, archived ones too. */
export const askCategories = (tx: Tx) => categoriesQuery(tx);
export type Category = Answers<[ReturnType<typeof askCategories>]>[0][number];

/** The same, with how many dishes each offers. */
export const askCountedCategories = (tx: Tx) => countedCategoriesQuery(tx);
export type CountedCategory = Answers<[ReturnType<typeof askCountedCategories>]>[0][number];

const costQuery = preparedText<{ cost: string | number | null }>('select cost_seen($1::uuid) as cost', [
  'id',
]);

/** Enquiries and quotes for events to come that hold a dish, service or package at another price than the menu has now. */
const draftsQuery = preparedByShape((db, { kind }: Pick<ThingRef, 'kind'>) => {
  const [table, thing] = {
    dish: [items, bookingLines.itemId] as const,
    service: [services, bookingLines.serviceId] as const,
    package: [packages, bookingLines.packageId] as const,
  }[kind];
  const drafts = db
    .selectDistinctOn([bookings.startsAt, bookings.id], {
      id: bookings.id,
      reference: bookings.reference,
      eventName: bookings.eventName,
      status: bookings.status,
      startsAt: bookings.startsAt,
      unitPrice: bookingLines.unitPrice,
    })
    .from(bookingLines)
    .innerJoin(table, and(eq(table.companyId, bookingLines.companyId), eq(table.id, thing)))
    .innerJoin(
      bookings,
      and(eq(bookings.companyId, bookingLines.companyId), eq(bookings.id, bookingLines.bookingId)),
    )
    .where(
      and(
        eq(thing, id),
        isNull(bookingLines.priceReason),
        ne(bookingLines.unitPrice, table.price),
        inArray(bookings.status, ['enquiry', 'quoted']),
        gt(bookings.startsAt, sql`${sql.placeholder('now')}::timestamptz`),
      ),
    )
    .orderBy(asc(bookings.startsAt), asc(bookings.id))
    .as('drafts');
  return db
    .select({
      id: drafts.id,
      reference: drafts.reference,
      eventName: drafts.eventName,
      status: drafts.status,
      startsAt: drafts.startsAt,
      unitPrice: drafts.unitPrice,
      together: sql<number>`(count(*) over ())::int`,
    })
    .from(drafts)
    .orderBy(asc(drafts.startsAt), asc(drafts.id))
    .limit(mostDrafts);
});

/** The drafts that a new price of it could be offered to at once, and with each how many there are `together`. */
export const askDrafts = (tx: Tx, thing: ThingRef, now: Date) =>
  draftsQuery(tx, { kind: thing.kind }, { id: thing.id, now: now.toISOString() });

/** One dish with what it costs, the categories it can be in, and the drafts that a new price could be offered to. */
export function askDish(tx: Tx, dish: string, now: Date) {
  return [
    dishQuery(tx, { id: dish }),
    costQuery(tx, { id: dish }),
    askCategories(tx),
    askDrafts(tx, { kind: 'dish', id: dish }, now),
  ] as const;
}

/** The same of a service. */
export function askService(tx: Tx, service: string, now: Date) {
  return [
    serviceQuery(tx, { id: service }),
    costQuery(tx, { id: service }),
    askDrafts(tx, { kind: 'service', id: service }, now),
  ] as const;
}

/** What is known of a cost: undefined for whoever may not know it, null where nobody has entered it. */
export function costFor(
  role: Role,
  [row]: readonly { cost: string | number | null }[],
): number | null | undefined {
  if (!may(role, 'costs.read')) return undefined;
  return row && row.cost !== null ? Number(row.cost) : null;
}

/** All services in their order, archived ones too, with their costs where they are known to the reader. */
export const askServices = prepared((db) =>
  db
    .select({ ...getTableColumns(services), cost: costSeen(services.id) })
    .from(services)
    .orderBy(...orderBy('service')),
);
export type ListedService = Answers<[ReturnType<typeof askServices>]>[0][number];
