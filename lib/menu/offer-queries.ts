import 'server-only';
import { and, asc, eq, gt, inArray, ne, sql } from 'drizzle-orm';
import { type Answers, prepared, preparedText } from '@/db/prepared';
import { bookingLines, bookings } from '@/db/schema/bookings';
import { categories, items, services } from '@/db/schema/menu';
import type { Tx } from '@/db/session';
import { orderBy } from './arrange';

const id = sql.placeholder('id');

/** More drafts than that aren't shown one by one; who has them takes them in turns. */
export const mostDrafts = 100;

const dishQuery = prepared((db) => db.select().from(items).where(eq(items.id, id)));
const serviceQuery = prepared((db) => db.select().from(services).where(eq(services.id, id)));

const categoriesQuery = prepared((db) =>
  db
    .select({
      id: categories.id,
      name: categories.name,
      active: categories.active,
      version: categories.version,
      // Spelled out: in a select from one table Drizzle leaves the tables' names away.
      dishes: sql<number>`(select count(*)::int from items i
        where i.company_id = categories.company_id and i.category_id = categories.id and i.active)`,
    })
    .from(categories)
    .orderBy(...orderBy('category')),
);

/** Categories in the menu's order, archived ones too, with how many dishes each offers. */
export const askCategories = (tx: Tx) => categoriesQuery(tx);
export type Category = Answers<[ReturnType<typeof askCategories>]>[0][number];

/** Costs by dish or service; no rows for whoever may not know them. */
const costQuery = preparedText<{ cost: string | number }>(
  'select cost from costs_seen() where item_id = $1::uuid or service_id = $1::uuid',
  ['id'],
);

const draftColumns = {
  id: bookings.id,
  reference: bookings.reference,
  eventName: bookings.eventName,
  status: bookings.status,
  startsAt: bookings.startsAt,
  unitPrice: bookingLines.unitPrice,
};

/** Enquiries and quotes for events to come that hold a dish or service at another price than the menu has now. */
const dishDraftsQuery = prepared((db) =>
  db
    .selectDistinctOn([bookings.startsAt, bookings.id], draftColumns)
    .from(bookingLines)
    .innerJoin(items, and(eq(items.companyId, bookingLines.companyId), eq(items.id, bookingLines.itemId)))
    .innerJoin(
      bookings,
      and(eq(bookings.companyId, bookingLines.companyId), eq(bookings.id, bookingLines.bookingId)),
    )
    .where(
      and(
        eq(bookingLines.itemId, id),
        ne(bookingLines.unitPrice, items.price),
        inArray(bookings.status, ['enquiry', 'quoted']),
        gt(bookings.startsAt, sql`${sql.placeholder('now')}::timestamptz`),
      ),
    )
    .orderBy(asc(bookings.startsAt), asc(bookings.id))
    .limit(mostDrafts),
);

const serviceDraftsQuery = prepared((db) =>
  db
    .selectDistinctOn([bookings.startsAt, bookings.id], draftColumns)
    .from(bookingLines)
    .innerJoin(
      services,
      and(eq(services.companyId, bookingLines.companyId), eq(services.id, bookingLines.serviceId)),
    )
    .innerJoin(
      bookings,
      and(eq(bookings.companyId, bookingLines.companyId), eq(bookings.id, bookingLines.bookingId)),
    )
    .where(
      and(
        eq(bookingLines.serviceId, id),
        ne(bookingLines.unitPrice, services.price),
        inArray(bookings.status, ['enquiry', 'quoted']),
        gt(bookings.startsAt, sql`${sql.placeholder('now')}::timestamptz`),
      ),
    )
    .orderBy(asc(bookings.startsAt), asc(bookings.id))
    .limit(mostDrafts),
);

/** One dish with what it costs, the categories it can be in, and the drafts that a new price could be offered to. */
export function askDish(tx: Tx, dish: string, now: Date) {
  return [
    dishQuery(tx, { id: dish }),
    costQuery(tx, { id: dish }),
    askCategories(tx),
    dishDraftsQuery(tx, { id: dish, now: now.toISOString() }),
  ] as const;
}

/** The same of a service. */
export function askService(tx: Tx, service: string, now: Date) {
  return [
    serviceQuery(tx, { id: service }),
    costQuery(tx, { id: service }),
    serviceDraftsQuery(tx, { id: service, now: now.toISOString() }),
  ] as const;
}

/** What is known of a cost: undefined for whoever may not know it, null where nobody has entered it. */
export function costFor(
  role: string,
  [row]: readonly { cost: string | number }[],
): number | null | undefined {
  if (role !== 'manager') return undefined;
  return row ? Number(row.cost) : null;
}

const servicesQuery = prepared((db) =>
  db
    .select()
    .from(services)
    .orderBy(...orderBy('service')),
);
const costsQuery = preparedText<{ item_id: string | null; service_id: string | null; cost: string | number }>(
  'select item_id, service_id, cost from costs_seen()',
);

/** All services in their order, archived ones too, with their costs where they are known to the reader. */
export const askServices = (tx: Tx) => [servicesQuery(tx), costsQuery(tx)] as const;

export function tellServices([offered, costs]: Answers<ReturnType<typeof askServices>>) {
  const costOf = new Map(costs.map((row) => [row.service_id, Number(row.cost)]));
  return offered.map((service) => ({ ...service, cost: costOf.get(service.id) ?? null }));
}
export type ListedService = ReturnType<typeof tellServices>[number];
