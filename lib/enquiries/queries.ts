import 'server-only';
import { eq, sql } from 'drizzle-orm';
import { type Answers, prepared, preparedText } from '@/db/prepared';
import { enquiries, enquirySettings } from '@/db/schema/enquiries';
import { customers } from '@/db/schema/people';
import { type Actor, readAs, type Tx } from '@/db/session';
import { sqlRolesWith } from '@/lib/auth/permissions';
import { exemptionColumns } from '@/lib/customers/billing/queries';
import { type CardRow, cardColumns, cardOf, cardTables, dayOf } from './card';
import type { Stage } from './rules';

const id = sql.placeholder('id');
const enquiryQuery = prepared((db) => db.select().from(enquiries).where(eq(enquiries.id, id)));
const cardQuery = preparedText<CardRow>(
  `select ${cardColumns(dayOf('$2'))} from ${cardTables} where e.id = $1::uuid`,
  ['id', 'now'],
);

type Likely = {
  id: string;
  name: string;
  phone: string | null;
  email: string | null;
  by_phone: boolean;
  by_email: boolean;
};

/** Whose number or address was typed: a stranger's word, until somebody of the office says that it is them. */
const likelyQuery = preparedText<Likely>(
  `select p.id, p.name, p.phone, p.email, k.by_phone, k.by_email
  from enquiries e cross join lateral customers_known(e.phone, e.email) k join customers p on p.id = k.id
  where e.id = $1::uuid and e.customer_id is null order by k.by_phone desc, p.name, p.id`,
  ['id'],
);

/** Where the office writes with them. */
const talkQuery = preparedText<{ id: string | null }>('select talk_of_enquiry($1::uuid) as id', ['id']);

const othersQuery = preparedText<{ id: string; name: string; received_at: string; stage: Stage }>(
  `select o.id, o.name, o.received_at, o.stage from enquiries o
  where o.id in (select id from enquiries_beside($1::uuid)) and o.spam_at is null order by o.received_at desc limit 5`,
  ['id'],
);

/** Whom an enquiry can be given to. */
const peopleQuery = preparedText<{ id: string; name: string }>(
  `select u.id, u.name from memberships m join users u on u.id = m.user_id
  where m.role in (${sqlRolesWith('enquiries.work')}) and u.disabled_at is null order by u.name, u.id limit 100`,
);

/** What the customer of an enquiry is exempt by; no row where it is nobody's yet. */
export const askExemptionOf = prepared((db) =>
  db
    .select(exemptionColumns)
    .from(customers)
    .where(eq(customers.id, sql`(select e.customer_id from ${enquiries} e where e.id = ${id}::uuid)`)),
);

/** One enquiry with who it may be, and where they are written with. */
export const askEnquiry = (tx: Tx, enquiryId: string, now: Date) =>
  [
    enquiryQuery(tx, { id: enquiryId }),
    cardQuery(tx, { id: enquiryId, now: now.toISOString() }),
    likelyQuery(tx, { id: enquiryId }),
    talkQuery(tx, { id: enquiryId }),
    othersQuery(tx, { id: enquiryId }),
    peopleQuery(tx),
  ] as const;

export function tellEnquiry([[row], [card], likely, [talk], others, people]: Answers<
  ReturnType<typeof askEnquiry>
>) {
  if (!row || !card) return undefined;
  const { postKey: _, toldAt: __, companyId: ___, ...shown } = row;
  return {
    enquiry: shown,
    card: cardOf(card),
    bookingStatus: card.booking_status,
    likely: likely.map(({ by_phone, by_email, ...person }) => ({
      ...person,
      byPhone: by_phone,
      byEmail: by_email,
    })),
    conversationId: talk?.id ?? null,
    others: others.map(({ received_at, ...other }) => ({ ...other, receivedAt: new Date(received_at) })),
    people,
  };
}

/** The same for an actor, outside a screen. */
export async function readEnquiry(actor: Actor, enquiryId: string, now: Date) {
  return tellEnquiry(await readAs(actor, (tx) => askEnquiry(tx, enquiryId, now)));
}

export type EnquiryDetail = NonNullable<ReturnType<typeof tellEnquiry>>;

const settingsQuery = prepared((db) => db.select().from(enquirySettings));

/** How the company takes enquiries; no row where it never said. */
export const askSettings = (tx: Tx) => settingsQuery(tx);
