import 'server-only';
import { and, asc, desc, eq, getTableColumns, isNull, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { prepared } from '@/db/prepared';
import { templates } from '@/db/schema/messaging';
import { type Actor, readAs, type Tx } from '@/db/session';

/** The template registry, by purpose and language: the wordings in use and the versions that wait beside them. */
export const askTemplates = prepared((db) =>
  db
    .select()
    .from(templates)
    .where(isNull(templates.retiredAt))
    .orderBy(asc(templates.purpose), asc(templates.language), desc(templates.active)),
);

/** The same for an actor, outside a screen. */
export async function listTemplates(actor: Actor) {
  const [rows] = await readAs(actor, (tx) => [askTemplates(tx)]);
  return rows;
}

const own = alias(templates, 'own');

const versionsQuery = prepared((db) =>
  db
    .select(getTableColumns(templates))
    .from(templates)
    .innerJoin(own, and(eq(own.purpose, templates.purpose), eq(own.language, templates.language)))
    .where(and(eq(own.id, sql.placeholder('id')), isNull(own.retiredAt), isNull(templates.retiredAt))),
);

/** One template and the other version of the same wording, in use or waiting. */
export const askTemplate = (tx: Tx, id: string) => [versionsQuery(tx, { id })] as const;

export function tellTemplate(rows: ListedTemplate[], id: string) {
  const template = rows.find((row) => row.id === id);
  return template && { template, other: rows.find((row) => row.id !== id) };
}

/** The same for an actor, outside a screen. Undefined when it isn't theirs. */
export async function readTemplate(actor: Actor, id: string) {
  const [rows] = await readAs(actor, (tx) => askTemplate(tx, id));
  return tellTemplate(rows, id);
}

export type ListedTemplate = Awaited<ReturnType<typeof listTemplates>>[number];
