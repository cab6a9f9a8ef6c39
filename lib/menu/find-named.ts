import 'server-only';
import { inArray, or, type SQL, sql } from 'drizzle-orm';
import { items, services } from '@/db/schema/menu';
import type { Tx } from '@/db/session';
import type { ThingRef } from './thing-ref';

/** Dishes and services of these names, in whatever letters, by their names in small ones; dishes before services. */
export async function findNamed(tx: Tx, names: readonly string[]): Promise<Map<string, ThingRef[]>> {
  const found = new Map<string, ThingRef[]>();
  if (names.length === 0) return found;
  // As they stand too: the database and this language disagree on the small letters of some alphabets.
  const named = (column: typeof items.name | typeof services.name): SQL | undefined =>
    or(
      inArray(column, [...names]),
      inArray(
        sql`lower(${column})`,
        names.map((name) => name.toLowerCase()),
      ),
    );
  const dishes = await tx.select({ id: items.id, name: items.name }).from(items).where(named(items.name));
  const others = await tx
    .select({ id: services.id, name: services.name })
    .from(services)
    .where(named(services.name));
  for (const [kind, rows] of [['dish', dishes] as const, ['service', others] as const])
    for (const { id, name } of rows) {
      const key = name.toLowerCase();
      found.set(key, [...(found.get(key) ?? []), { kind, id }]);
    }
  return found;
}
