import 'server-only';
import { and, asc, desc, eq, getTableColumns, isNull } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { templates } from '@/db/schema/messaging';
import { type Actor, readAs } from '@/db/session';

/** The template registry, by purpose and language: the wordings in use and the versions that wait beside them. */
export async function listTemplates(actor: Actor) {
  const [rows] = await readAs(actor, (tx) => [
    tx
      .select()
      .from(templates)
      .where(isNull(templates.retiredAt))
      .orderBy(asc(templates.purpose), asc(templates.language), desc(templates.active)),
  ]);
  return rows;
}

/** One template and the other version of the same wording, in use or waiting. Undefined when it isn't theirs. */
export async function readTemplate(actor: Actor, templateId: string) {
  const own = alias(templates, 'own');
  const [rows] = await readAs(actor, (tx) => [
    tx
      .select(getTableColumns(templates))
      .from(templates)
      .innerJoin(own, and(eq(own.purpose, templates.purpose), eq(own.language, templates.language)))
      .where(and(eq(own.id, templateId), isNull(own.retiredAt), isNull(templates.retiredAt))),
  ]);
  const template = rows.find(({ id }) => id === templateId);
  return template && { template, other: rows.find(({ id }) => id !== templateId) };
}

export type ListedTemplate = Awaited<ReturnType<typeof listTemplates>>[number];
