import 'server-only';
import { and, inArray, isNull, or, type SQL, sql } from 'drizzle-orm';
import { cuisines, languages } from '@/db/enums';
import { companies } from '@/db/schema/companies';
import { customers } from '@/db/schema/people';
import { escalate, type Tx } from '@/db/session';
import type { Importer, ImportGiven, Mapping } from '@/lib/platform/import-kind';
import { cleanLine } from '@/lib/platform/text';
import { emptyCustomer, valuesOf } from '../form-values';
import { normalisePhone } from '../phone';
import { phoneKey } from '../phone-key';
import { isReached } from '../reached';
import { type CustomerInput, type CustomerValues, customerInput } from '../schema';
import { type CustomerColumns, storedColumns } from '../write-customers';
import type { CustomerField } from './fields';
import { type Candidate, keyOf, matchRow, type RowKeys } from './match-rules';

export type Stored = typeof customers.$inferSelect;
export type CustomerVerdict = { key: string } & (
  | { outcome: 'new'; columns: CustomerColumns }
  | { outcome: 'same'; stored: Stored }
  | { outcome: 'update'; stored: Stored; columns: CustomerColumns; changed: CustomerField[] }
  | { outcome: 'conflict' | 'bad'; field: string; reason: string }
);

type Texts = Partial<CustomerValues>;

const words: Partial<Record<CustomerField, Record<string, string>>> = {
  language: {
    english: 'en',
    en: 'en',
    french: 'fr',
    français: 'fr',
    fr: 'fr',
    twi: 'tw',
    akan: 'tw',
    tw: 'tw',
  },
  cuisine: Object.fromEntries(cuisines.map((cuisine) => [cuisine, cuisine])),
};

/** A cell as the form holds it; what the form doesn't know stays as it is, for the form's schema to refuse. */
function textsOf(cells: readonly string[], mapping: Mapping): Texts {
  const texts = Object.entries(mapping).flatMap(([field, column]) => {
    const cell = cells[column ?? -1] ?? '';
    const word = words[field as CustomerField];
    const known =
      word?.[cell.toLowerCase()] ??
      (field === 'language' ? word?.[cell.split(/[ _(-]/)[0]?.toLowerCase() ?? ''] : undefined);
    return cell === '' ? [] : [[field, known ?? cell]];
  });
  return Object.fromEntries(texts) as Texts;
}

/**
 * What each row would do, by the rules of the form of a customer. An empty cell changes nothing: what is known stays.
 * The same question is asked again while writing, so that nothing is written that was not said before.
 */
export async function judgeCustomers(
  tx: Tx,
  actor: Importer,
  { mapping, existing, rows }: ImportGiven,
): Promise<CustomerVerdict[]> {
  const [company] = await tx
    .select({ country: companies.country, language: companies.language })
    .from(companies);
  const read = rows.map((cells) => {
    const texts = textsOf(cells, mapping);
    const phone = texts.phone ? normalisePhone(texts.phone, company?.country ?? '') : null;
    const keys: RowKeys = {
      phone: phone ? phoneKey(phone) : null,
      email: texts.email ? cleanLine(texts.email).toLowerCase() : null,
      name: cleanLine(texts.name ?? ''),
    };
    return { texts, keys };
  });
  // Whoever was merged away holds their number still, and only the automation sees them.
  const known = await escalate(actor, tx, () =>
    findKnown(
      tx,
      actor.companyId,
      read.map(({ keys }) => keys),
    ),
  );
  const stored = new Map(known.map((one) => [one.id, one]));
  const candidates = indexed(known);
  const language = languages.find((one) => one === company?.language) ?? 'en';

  const first = read.map(({ texts, keys }) => {
    const match = matchRow(keys, candidates(keys));
    const owner = 'found' in match && match.found ? stored.get(match.found) : undefined;
    const parsed = customerInput.safeParse({
      ...(owner ? valuesOf(owner) : { ...emptyCustomer, language }),
      ...texts,
    });
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      return {
        keys,
        bad: { field: String(issue?.path[0] ?? 'name'), reason: issue?.message ?? 'Not readable.' },
      };
    }
    if ('conflict' in match) return { keys, conflict: { field: match.field, reason: match.conflict } };
    return { keys, owner, input: parsed.data };
  });

  const asked = first.flatMap((one) =>
    'input' in one && one.input ? [{ input: one.input, own: one.owner?.id }] : [],
  );
  const answers = await storedColumns(tx, asked);
  return first.map((one): CustomerVerdict => {
    const key = keyOf(one.keys).slice(0, 400);
    if ('bad' in one && one.bad) return { key, outcome: 'bad', ...one.bad };
    if ('conflict' in one && one.conflict) return { key, outcome: 'conflict', ...one.conflict };
    const answer = answers.shift();
    if (!answer?.ok)
      return {
        key,
        outcome: answer?.code === 'conflict' ? 'conflict' : 'bad',
        field: 'phone',
        reason: answer?.reason ?? '',
      };
    if (!one.owner) return { key, outcome: 'new', columns: answer.columns };
    return { key, ...compare(one.owner, answer.columns, existing) };
  });
}

function compare(stored: Stored, columns: CustomerColumns, existing: ImportGiven['existing']) {
  const samePhone = columns.phone && stored.phone && phoneKey(columns.phone) === phoneKey(stored.phone);
  const next = samePhone ? { ...columns, phone: stored.phone } : columns;
  const changed = (Object.keys(next) as (keyof CustomerInput)[]).filter(
    (field) => String(stored[field] ?? '') !== String(next[field] ?? ''),
  );
  return changed.length === 0 || existing === 'keep'
    ? ({ outcome: 'same', stored } as const)
    : ({ outcome: 'update', stored, columns: next, changed } as const);
}

/** The customers that any of the rows could be about, by index look-ups. */
async function findKnown(tx: Tx, companyId: string, rows: readonly RowKeys[]): Promise<Stored[]> {
  const all = (of: (row: RowKeys) => string | null) => [...new Set(rows.flatMap((row) => of(row) ?? []))];
  const [phones, emails] = [all(({ phone }) => phone), all(({ email }) => email)];
  const names = all(({ phone, email, name }) => (phone || email ? null : name.toLowerCase()));
  const ways: SQL[] = [];
  if (phones.length + emails.length > 0) ways.push(isReached({ phones, emails }));
  if (names.length > 0)
    ways.push(
      sql`${and(isNull(customers.phone), isNull(customers.email), inArray(sql`lower(${customers.name})`, names))}`,
    );
  if (ways.length === 0) return [];
  return tx
    .select()
    .from(customers)
    .where(and(sql`${customers.companyId} = ${companyId}`, isNull(customers.anonymisedAt), or(...ways)));
}

function indexed(known: readonly Stored[]) {
  const by = new Map<string, Candidate[]>();
  for (const { id, phone, email, name, mergedInto } of known) {
    const one = {
      id,
      phone: phone && phoneKey(phone),
      email: email?.toLowerCase() ?? null,
      name,
      merged: mergedInto !== null,
    };
    for (const key of [
      one.phone && `phone:${one.phone}`,
      one.email && `email:${one.email}`,
      `name:${name.toLowerCase()}`,
    ])
      if (key) by.set(key, [...(by.get(key) ?? []), one]);
  }
  return ({ phone, email, name }: RowKeys): Candidate[] => [
    ...(phone ? (by.get(`phone:${phone}`) ?? []) : []),
    ...(email ? (by.get(`email:${email}`) ?? []) : []),
    ...(!phone && !email ? (by.get(`name:${name.toLowerCase()}`) ?? []) : []),
  ];
}
