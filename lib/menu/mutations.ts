import 'server-only';
import { and, eq, ne, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { z } from 'zod';
import { categories, items, offerCosts, pictures, services } from '@/db/schema/menu';
import type { packages } from '@/db/schema/packages';
import type { OfficeActor, Tx } from '@/db/session';
import { may } from '@/lib/auth/permissions';
import { mayPriceNow } from '@/lib/auth/staff-prices';
import { command } from '@/lib/platform/command';
import { notFound, Refusal } from '@/lib/platform/errors';
import { allergensOf } from './allergens';
import { type DishInput, dishInput, edition, type ServiceInput, serviceInput } from './schema';

const made = z.object({ id: z.uuid() });

/** Adds a dish at the end of its category. Throws Refusal with fields. */
export const createDish = command({
  name: 'create dish',
  permission: 'menu.write',
  input: dishInput,
  output: made,
  write: async (tx, input, actor) => {
    await mayPrice(tx, actor);
    await requireCategory(tx, input.categoryId);
    await requirePicture(tx, input.pictureId);
    const id = v7();
    const position = await lastOf(tx, input.categoryId);
    const row = { ...dishColumns(input), id, position, companyId: actor.companyId };
    await requireFreeName(tx, items, input.name);
    await tx.insert(items).values(row);
    await keepCost(tx, actor, { itemId: id }, input.cost);
    return { id };
  },
});

/**
 * Saves a dish for bookings to come; those made keep what they were agreed at. Throws `stale` when someone saved it
 * since the form was opened.
 */
export const updateDish = command({
  name: 'update dish',
  permission: 'menu.write',
  input: z.intersection(dishInput, z.object(edition)),
  output: made,
  write: async (tx, { id, version, ...input }, actor) => {
    const [stored] = await tx.select().from(items).where(eq(items.id, id)).for('update');
    if (!stored) throw notFound('dish');
    if (input.price !== stored.price) await mayPrice(tx, actor);
    if (stored.version !== version) throw stale(dishSeen(stored), stored.version);
    const elsewhere = stored.categoryId !== input.categoryId;
    if (elsewhere) await requireCategory(tx, input.categoryId);
    if (stored.pictureId !== input.pictureId) await requirePicture(tx, input.pictureId);
    const position = elsewhere ? await lastOf(tx, input.categoryId) : stored.position;
    await requireFreeName(tx, items, input.name, id);
    await tx
      .update(items)
      .set({ ...dishColumns(input), position })
      .where(eq(items.id, id));
    await keepCost(tx, actor, { itemId: id }, input.cost);
    return { id };
  },
});

/** Adds a service at the end of the services. Throws Refusal with fields. */
export const createService = command({
  name: 'create service',
  permission: 'menu.write',
  input: serviceInput,
  output: made,
  write: async (tx, { cost, ...input }, actor) => {
    await mayPrice(tx, actor);
    await requirePicture(tx, input.pictureId);
    const id = v7();
    const [last] = await tx.select({ n: sql<number>`coalesce(max(position) + 1, 0)::int` }).from(services);
    const row = { ...input, id, position: last?.n ?? 0, companyId: actor.companyId };
    await requireFreeName(tx, services, input.name);
    await tx.insert(services).values(row);
    await keepCost(tx, actor, { serviceId: id }, cost);
    return { id };
  },
});

/** Saves a service as `updateDish` does a dish. */
export const updateService = command({
  name: 'update service',
  permission: 'menu.write',
  input: serviceInput.extend(edition),
  output: made,
  write: async (tx, { id, version, cost, ...input }, actor) => {
    const [stored] = await tx.select().from(services).where(eq(services.id, id)).for('update');
    if (!stored) throw notFound('service');
    if (input.price !== stored.price) await mayPrice(tx, actor);
    if (stored.version !== version) throw stale(serviceSeen(stored), stored.version);
    if (stored.pictureId !== input.pictureId) await requirePicture(tx, input.pictureId);
    await requireFreeName(tx, services, input.name, id);
    await tx.update(services).set(input).where(eq(services.id, id));
    await keepCost(tx, actor, { serviceId: id }, cost);
    return { id };
  },
});

/** Refuses staff of a company whose prices are its managers'; the database does too. */
export async function mayPrice(tx: Tx, actor: OfficeActor): Promise<void> {
  if (await mayPriceNow(tx, actor)) return;
  const sentence = 'In this company only managers change prices. Ask one of them.';
  throw new Refusal('forbidden', sentence, { fields: { price: sentence } });
}

/** What someone else saved meanwhile, for the form to show. */
export const stale = (changed: Record<string, unknown>, version: number) =>
  new Refusal('stale', 'Someone else changed this meanwhile.', { changed: { ...changed, version } });

type Named = typeof items | typeof services | typeof categories | typeof packages;

/** Refuses a name that another of its kind has; two at once are told apart by the database. */
export async function requireFreeName(tx: Tx, table: Named, name: string, id?: string): Promise<void> {
  const [taken] = await tx
    .select({ active: table.active })
    .from(table)
    .where(and(eq(table.name, name), id ? ne(table.id, id) : undefined));
  if (!taken) return;
  const sentence = taken.active
    ? `There is ${name} already. Choose another name.`
    : `There is ${name} already, archived. Restore it or choose another name.`;
  throw new Refusal('conflict', sentence, { fields: { name: sentence } });
}

function dishColumns({ allergens, cost: _, ...input }: DishInput) {
  return { ...input, ...allergensOf(allergens) };
}

/** What of a stored dish its form shows. */
function dishSeen(stored: typeof items.$inferSelect) {
  const {
    id: _,
    companyId: __,
    image: ___,
    position: ____,
    active: _____,
    createdAt: ______,
    ...seen
  } = stored;
  return seen;
}

function serviceSeen(stored: typeof services.$inferSelect): ServiceInput {
  const { name, kind, description, unit, price, minimumOrder, durationMinutes, pictureId } = stored;
  return {
    ...{ name, kind, description, price, minimumOrder, durationMinutes, pictureId },
    unit: unit as ServiceInput['unit'],
  };
}

async function requireCategory(tx: Tx, id: string): Promise<void> {
  const [found] = await tx.select({ id: categories.id }).from(categories).where(eq(categories.id, id));
  if (found) return;
  const sentence = 'Choose a category from the list.';
  throw new Refusal('invalid', sentence, { fields: { categoryId: sentence } });
}

export async function requirePicture(tx: Tx, id: string | null): Promise<void> {
  if (id === null) return;
  const [found] = await tx.select({ id: pictures.id }).from(pictures).where(eq(pictures.id, id));
  if (found) return;
  const sentence = 'This picture isn’t there any more. Choose it again.';
  throw new Refusal('invalid', sentence, { fields: { pictureId: sentence } });
}

async function lastOf(tx: Tx, categoryId: string): Promise<number> {
  const [last] = await tx
    .select({ n: sql<number>`coalesce(max(position) + 1, 0)::int` })
    .from(items)
    .where(eq(items.categoryId, categoryId));
  return last?.n ?? 0;
}

/** A cost that wasn't sent stays; sent by someone who may not know it, the whole form is refused. */
async function keepCost(
  tx: Tx,
  actor: OfficeActor,
  thing: { itemId: string } | { serviceId: string },
  cost: number | null | undefined,
): Promise<void> {
  if (cost === undefined) return;
  if (!may(actor.role, 'costs.read')) {
    const sentence = 'Only managers see and change costs.';
    throw new Refusal('forbidden', sentence, { fields: { cost: sentence } });
  }
  const own =
    'itemId' in thing ? eq(offerCosts.itemId, thing.itemId) : eq(offerCosts.serviceId, thing.serviceId);
  if (cost === null) {
    await tx.delete(offerCosts).where(own);
    return;
  }
  const changed = await tx.update(offerCosts).set({ cost }).where(own).returning({ id: offerCosts.id });
  if (changed.length === 0)
    await tx.insert(offerCosts).values({ ...thing, cost, companyId: actor.companyId });
}
