import 'server-only';
import { sql } from 'drizzle-orm';
import { alerts } from '@/db/schema/cases';
import type { Sentence } from '@/lib/alerts/kind';
import type { Locality } from '@/lib/platform/format/zones';
import { kindNamed } from './kinds';

const idOf = (key: string) => sql`(${alerts.about} ->> ${sql.raw(`'${key}'`)})::uuid`;
const ofCompany = (table: string) => sql`${sql.raw(table)}.company_id = ${alerts.companyId}`;

type Event = { name: string; startsAt: string };

/** What is asked of an alert to put it into words: what is kept of it, and what the things in it are called today. */
export const alertWords = {
  kind: alerts.kind,
  about: alerts.about,
  title: alerts.title,
  detail: alerts.detail,
  href: alerts.href,
  customer: sql<string | null>`(select c.name from customers c where ${ofCompany('c')} and c.id = coalesce(
    ${idOf('customerId')},
    (select k.customer_id from conversations k where ${ofCompany('k')} and k.id = ${idOf('conversationId')}),
    (select b.customer_id from bookings b where ${ofCompany('b')} and b.id = ${idOf('bookingId')})))`.as(
    'customer',
  ),
  event: sql<Event | null>`(select jsonb_build_object('name', b.event_name, 'startsAt', b.starts_at)
    from bookings b where ${ofCompany('b')} and b.id = ${idOf('bookingId')})`.as('event'),
  case: sql<
    string | null
  >`(select k.reference from cases k where ${ofCompany('k')} and k.id = ${idOf('caseId')})`.as('case'),
  template: sql<
    string | null
  >`(select t.name from templates t where ${ofCompany('t')} and t.id = ${idOf('templateId')})`.as('template'),
};

type AlertQuestion = {
  kind: string;
  about: Record<string, unknown> | null;
  title: string | null;
  detail: string | null;
  href: string | null;
  customer: string | null;
  event: Event | null;
  case: string | null;
  template: string | null;
};

/** The sentence of an alert; older ones keep the one that they were written with. */
export function inWords(row: AlertQuestion, where: Locality): Sentence {
  const kind = kindNamed(row.kind);
  const event = row.event && { name: row.event.name, startsAt: new Date(row.event.startsAt) };
  const said = row.about && kind?.say(row.about, { ...row, event }, where);
  if (said) return said;
  return {
    title: row.title ?? kind?.label ?? 'Something that this version no longer tells of',
    ...(row.detail && { detail: row.detail }),
    ...(row.href && { href: row.href }),
  };
}
