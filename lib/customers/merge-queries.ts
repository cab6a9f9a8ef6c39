import 'server-only';
import { type Answers, preparedText } from '@/db/prepared';
import type { Tx } from '@/db/session';
import { exemptionOf } from './billing/rules';
import { undoDays } from './schema';

type LikeRow = {
  id: string;
  name: string;
  phone: string | null;
  email: string | null;
  by_phone: boolean;
  by_email: boolean;
  likeness: number;
};

/** Others who may be the same person. */
export const askLikely = preparedText<LikeRow>(
  `select c.id, c.name, c.phone, c.email, l.by_phone, l.by_email, l.likeness
  from customers_like($1::uuid) l join customers c on c.id = l.id order by l.by_phone desc, l.by_email desc, l.likeness desc, c.id`,
  ['id'],
);

export function tellLikely(rows: LikeRow[]) {
  return rows.map(({ by_phone, by_email, likeness, ...person }) => ({
    ...person,
    why: by_phone ? ('phone' as const) : by_email ? ('email' as const) : ('name' as const),
  }));
}

type PairRow = {
  one_id: string;
  one_name: string;
  one_contact: string | null;
  one_bookings: number;
  other_id: string;
  other_name: string;
  other_contact: string | null;
  other_bookings: number;
  by_email: boolean;
};

const bookingsOf = (alias: string) =>
  `(select count(*)::int from bookings b where b.company_id = ${alias}.company_id and b.customer_id = ${alias}.id)`;

/** The company's likely pairs, the surest first. */
export const askPairs = preparedText<PairRow>(
  `select a.id as one_id, a.name as one_name, coalesce(a.phone, a.email) as one_contact, ${bookingsOf('a')} as one_bookings,
    o.id as other_id, o.name as other_name, coalesce(o.phone, o.email) as other_contact, ${bookingsOf('o')} as other_bookings, p.by_email
  from customer_pairs(50) p join customers a on a.id = p.one join customers o on o.id = p.other
  order by p.by_email desc, p.likeness desc, a.id, o.id`,
);

/** Each pair with whoever has more bookings first: that one is kept unless said otherwise. */
export function tellPairs(rows: PairRow[]) {
  return rows.map((row) => {
    const one = { id: row.one_id, name: row.one_name, contact: row.one_contact, bookings: row.one_bookings };
    const other = {
      id: row.other_id,
      name: row.other_name,
      contact: row.other_contact,
      bookings: row.other_bookings,
    };
    const [keep, go] = other.bookings > one.bookings ? [other, one] : [one, other];
    return { keep, go, byEmail: row.by_email };
  });
}

type SideRow = {
  id: string;
  name: string;
  phone: string | null;
  email: string | null;
  address: string | null;
  cuisine: string | null;
  notes: string | null;
  tags: string[];
  taxExemptReason: string | null;
  taxExemptCertificate: string | null;
  taxExemptUntil: string | null;
  displayCurrency: string | null;
  erased: boolean;
  bookings: number;
  conversations: number;
  cases: number;
  feedback: number;
  vouchers: number;
  enquiries: number;
  logins: string[];
  consents: Record<string, 'granted' | 'withdrawn'>;
};

const count = (table: string) =>
  `(select count(*)::int from ${table} x where x.company_id = c.company_id and x.customer_id = c.id) as ${table}`;

/** Both sides of a merge, as they are now. */
const sidesQuery = preparedText<SideRow>(
  `select c.id, c.name, c.phone, c.email, c.address, c.cuisine, c.notes, c.tags, c.anonymised_at is not null as erased,
    c.tax_exempt_reason as "taxExemptReason", c.tax_exempt_certificate as "taxExemptCertificate",
    c.tax_exempt_until::text as "taxExemptUntil", c.display_currency as "displayCurrency",
    ${['bookings', 'conversations', 'cases', 'feedback', 'vouchers', 'enquiries'].map(count).join(', ')},
    coalesce((select array_agg(coalesce(u.email, u.name || ', by a code') order by u.email) from memberships m join users u on u.id = m.user_id
      where m.company_id = c.company_id and m.customer_id = c.id), '{}') as logins,
    coalesce((select jsonb_object_agg(channel, state) from (select distinct on (n.channel) n.channel, n.state from consents n
      where n.company_id = c.company_id and n.customer_id = c.id order by n.channel, n.created_at desc, n.id desc) newest), '{}') as consents
  from customers c where c.id = $1::uuid or c.id = $2::uuid`,
  ['kept', 'gone'],
);

export const askSides = (tx: Tx, kept: string, gone: string) => [sidesQuery(tx, { kept, gone })] as const;

const tellSide = ({ taxExemptReason, taxExemptCertificate, taxExemptUntil, ...side }: SideRow) => ({
  ...side,
  exemption: exemptionOf({ taxExemptReason, taxExemptCertificate, taxExemptUntil }),
});

export function tellSides([rows]: Answers<ReturnType<typeof askSides>>, kept: string, gone: string) {
  const [keep, go] = [rows.find(({ id }) => id === kept), rows.find(({ id }) => id === gone)];
  return keep && go && keep !== go ? { keep: tellSide(keep), go: tellSide(go) } : undefined;
}

export type MergeSides = NonNullable<ReturnType<typeof tellSides>>;

type MergeRow = { id: string; gone_name: string; made_at: string; by: string | null };

/** The record that one became part of, for whoever follows an old link to it. */
export const askKept = preparedText<{ id: string }>(
  `select kept_id as id from customer_merges where gone_id = $1::uuid and undone_at is null`,
  ['id'],
);

/** What was merged into a customer and can still be taken back. Managers see it. */
export const askMerges = preparedText<MergeRow>(
  `select m.id, m.gone_name, m.made_at, u.name as by
  from customer_merges m left join users u on u.id = m.made_by
  where m.kept_id = $1::uuid and m.undone_at is null and m.made_at > $2::timestamptz - interval '${undoDays} days'
  order by m.made_at desc limit 10`,
  ['id', 'now'],
);

export const tellMerges = (rows: MergeRow[]) =>
  rows.map(({ gone_name, made_at, ...merge }) => ({
    ...merge,
    goneName: gone_name,
    madeAt: new Date(made_at),
  }));
