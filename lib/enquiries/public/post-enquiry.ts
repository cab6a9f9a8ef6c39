import 'server-only';
import { sql } from 'drizzle-orm';
import type { z } from 'zod';
import { actAs } from '@/db/session';
import { mustBeWithin } from '@/lib/auth/rate-limit';
import { normalisePhone } from '@/lib/customers/phone';
import { phoneHelp } from '@/lib/customers/schema';
import { addressKey } from '@/lib/platform/caller';
import { databaseError, notFound, Refusal } from '@/lib/platform/errors';
import { dayKey } from '@/lib/platform/format/dates';
import { formatPhone } from '@/lib/platform/format/phones';
import { announceEnquiry } from '../events';
import { type PublicPost, publicForm } from '../schema';
import { guest, type PublicForm, readPublicForm } from './read-form';
import { spamHashes } from './spam';
import { makeStamp, readStamp } from './stamp';

/**
 * Of one address: posts whatever they hold, for those who correct theirs, and enquiries that are written down: enough
 * for a family that plans several events, too little to fill a table.
 */
const tries = { limit: 60, windowSeconds: 600 };
const ofAddress = { limit: 8, windowSeconds: 600 };
const ofCompany = { limit: 60, windowSeconds: 600 };

/** Of the fields that are shown, so that a form that was refused keeps what was typed. */
export const fieldNames = [
  'name',
  'phone',
  'email',
  'eventType',
  'eventDate',
  'guests',
  'place',
  'budget',
  'message',
] as const;
type Values = Partial<Record<(typeof fieldNames)[number] | 'consent' | 'stamp', string>>;

export type Posted =
  | { ok: true; thanks: string | null; company: string }
  | {
      ok: false;
      message: string;
      fields: Record<string, string>;
      /** As they were typed, to stand in the form again. */
      values?: Values;
      /** For the next try. */
      stamp?: string;
    };

/** What was typed, to stand in the form again whatever became of it. */
export function typedIn(posted: FormData): Values {
  const names = [...fieldNames, 'consent', 'stamp'];
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = posted.get(name);
      return typeof value === 'string' ? [[name, value]] : [];
    }),
  );
}

/**
 * Takes what a stranger posted. It is written down as new, in no customer's name, whatever number was typed; who it
 * may be is shown to the office alone. What a machine filled in, and what is known as spam, is thanked for and
 * dropped, so that nobody learns what is known. Throws Refusal `not_found` and `rate_limited`.
 */
export async function postEnquiry(
  key: string,
  posted: FormData,
  { ip, at }: { ip: string; at: Date },
): Promise<Posted> {
  const form = await readPublicForm(key);
  if (!form) throw notFound('form');
  const tooMany = `That is a lot at once. Wait ten minutes, or call ${callOf(form)}.`;
  const address = `enquiry-form:${form.companyId}:${addressKey(ip)}`;
  await mustBeWithin({ key: `${address}:tries`, ...tries }, tooMany);
  const done: Posted = { ok: true, thanks: form.thanks, company: form.company };
  // A field that nobody sees.
  if (posted.get('website')) return done;
  const { stamp = '', ...values } = typedIn(posted);
  const opened = readStamp(key, stamp, at);
  const refuse = (message: string, fields: Record<string, string> = {}): Posted => ({
    ok: false,
    message,
    fields,
    values,
    stamp: opened.state === 'good' || opened.state === 'quick' ? stamp : makeStamp(key, at),
  });
  if (opened.state === 'quick') return refuse('That was very quick. Look it over, then send it once more.');
  if (opened.state !== 'good')
    return refuse('This page was open for long. Everything you typed is still here: send it once more.');
  const read = readPost(form, values, at);
  if (!read.ok) return refuse('Some answers need another look.', read.fields);
  await mustBeWithin({ key: address, ...ofAddress }, tooMany);
  await mustBeWithin({ key: `enquiry-form:${form.companyId}`, ...ofCompany }, tooMany);
  const made = await store(form, { once: opened.once, post: read.post, agreed: values.consent === 'yes' });
  if (made) await announceEnquiry({ companyId: form.companyId, enquiryId: made });
  return done;
}

type Read = { ok: true; post: PublicPost } | { ok: false; fields: Record<string, string> };

function readPost(form: PublicForm, values: Values, at: Date): Read {
  const parsed = publicForm(form).safeParse(values);
  const fields = parsed.success ? {} : fieldsOf(parsed.error);
  const { eventDate } = values;
  if (!fields.eventDate && eventDate && eventDate < dayKey(at, form.timeZone))
    fields.eventDate = 'This day has passed. Choose a coming one.';
  const phone = parsed.data?.phone ? normalisePhone(parsed.data.phone, form.country) : null;
  if (phone === undefined) fields.phone = phoneHelp;
  if (!parsed.success || phone === undefined || Object.keys(fields).length > 0) return { ok: false, fields };
  return { ok: true, post: { ...parsed.data, phone } };
}

function fieldsOf(error: z.ZodError): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const { path, message } of error.issues) fields[path.join('.')] ??= message;
  return fields;
}

/** The id of what was written, or of what the same opened form wrote before; undefined where it was dropped. */
async function store(
  form: PublicForm,
  { once, post, agreed }: { once: string; post: PublicPost; agreed: boolean },
): Promise<string | undefined> {
  const hashes = spamHashes({ companyId: form.companyId, ...post });
  try {
    const [row] = await actAs(guest, (tx) =>
      tx.execute<{ id: string }>(
        sql`select id from post_enquiry(${form.key}, ${once}, ${JSON.stringify(post)}::text::jsonb,
          ${sql.param(hashes)}::text[], ${agreed})`,
      ),
    );
    return row?.id;
  } catch (error) {
    const code = databaseError(error)?.code;
    if (code === 'CT020') throw notFound('form');
    if (code !== 'CT021') throw error;
    throw new Refusal(
      'rate_limited',
      `Many people ask us today. Please call ${callOf(form)}, so that you aren’t missed.`,
      { retryAfter: 3600 },
    );
  }
}

const callOf = ({ phone, company }: PublicForm) => (phone ? formatPhone(phone) : company);
