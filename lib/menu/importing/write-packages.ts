import 'server-only';
import { and, eq, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { packages } from '@/db/schema/packages';
import type { Tx } from '@/db/session';
import type { Importer, Written } from '@/lib/platform/import-kind';
import { writeParts } from '../packages/write-parts';
import type { PackageRecord } from './judge-packages';
import { columnsOf } from './stored-columns';

/** Packages with their courses and services, new ones behind those that are there; undefined where somebody changed one. */
export async function writePackages(
  tx: Tx,
  { companyId }: Importer,
  rows: readonly { line: number; record: PackageRecord }[],
): Promise<Written[] | undefined> {
  if (rows.length === 0) return [];
  const [last] = await tx.select({ n: sql<number>`coalesce(max(position) + 1, 0)::int` }).from(packages);
  let position = last?.n ?? 0;
  const written: Written[] = [];
  for (const { line, record } of rows) {
    const { columns, parts, stored } = record;
    if (!stored) {
      const id = v7();
      await tx.insert(packages).values({ ...columns, id, companyId, position });
      position += 1;
      await writeParts(tx, { ...parts, id, companyId }, []);
      written.push({ line, id, version: 1, before: null });
      continue;
    }
    const { id } = stored;
    const [saved] = await tx
      .update(packages)
      .set(columns)
      .where(and(eq(packages.id, id), eq(packages.version, stored.version)))
      .returning({ version: packages.version });
    if (!saved) return undefined;
    await writeParts(
      tx,
      { ...parts, id, companyId },
      stored.courses.map((course) => course.id),
    );
    const { courses, services, ...head } = stored;
    const before = { ...columnsOf(head), package_courses: courses, package_services: services };
    written.push({ line, id, version: saved.version, before });
  }
  return written;
}
