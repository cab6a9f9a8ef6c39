import 'server-only';
import { sql } from 'drizzle-orm';
import { actAs } from '@/db/session';
import { env } from '@/lib/platform/env';

type Row = {
  company_id: string;
  name: string;
  country: string;
  currency: string;
  time_zone: string;
  locale: string;
  phone: string | null;
  is_demo: boolean;
  sites: string[];
  heading: string | null;
  intro: string | null;
  thanks: string | null;
  consent_words: string;
};

export const guest = { role: 'auth', name: 'enquiry form' } as const;

/** A company's public form by the key of its address; undefined where none is open. */
export async function readPublicForm(key: string) {
  if (!/^[A-Za-z0-9_-]{16,40}$/.test(key)) return undefined;
  const [row] = await actAs(guest, (tx) => tx.execute<Row>(sql`select * from enquiry_form(${key})`), {
    readOnly: true,
  });
  if (!row || (row.is_demo && env().CATER_ENV === 'production')) return undefined;
  return {
    key,
    companyId: row.company_id,
    company: row.name,
    country: row.country,
    currency: row.currency,
    timeZone: row.time_zone,
    locale: row.locale,
    phone: row.phone,
    /** Origins whose pages may show it. */
    sites: row.sites,
    heading: row.heading,
    intro: row.intro,
    thanks: row.thanks,
    consentWords: row.consent_words,
  };
}

export type PublicForm = NonNullable<Awaited<ReturnType<typeof readPublicForm>>>;
