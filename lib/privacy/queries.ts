import 'server-only';
import { desc, eq, sql } from 'drizzle-orm';
import { prepared } from '@/db/prepared';
import { customers, users } from '@/db/schema/people';
import { erasures, purposeConsents } from '@/db/schema/privacy';
import type { Tx } from '@/db/session';
import { askSaid, askWordings } from '@/lib/messaging/consent/purposes';
import type { Blocker } from './erasing/rules';

const shown = 100;

/** How many hold a purpose's version now, by what they last said. */
export const askAgreed = prepared((db) =>
  db
    .select({
      ...{ purpose: purposeConsents.purpose, version: purposeConsents.version, state: purposeConsents.state },
      n: sql<number>`count(*)::int`,
    })
    .from(purposeConsents)
    .where(
      sql`not exists (select from purpose_consents later where later.company_id = ${purposeConsents.companyId}
        and later.customer_id = ${purposeConsents.customerId} and later.purpose = ${purposeConsents.purpose}
        and (later.created_at, later.id) > (${purposeConsents.createdAt}, ${purposeConsents.id}))`,
    )
    .groupBy(purposeConsents.purpose, purposeConsents.version, purposeConsents.state),
);

const receipt = {
  ...{ id: erasures.id, customerId: erasures.customerId, label: erasures.label, why: erasures.why },
  ...{ state: erasures.state, askedAt: erasures.askedAt, doneAt: erasures.doneAt, counts: erasures.counts },
  by: users.name,
  /** Of the list of emptied entries, as the trail tells of it. */
  digest: sql<
    string | null
  >`(select a.detail ->> 'digest' from audit_events a where a.company_id = ${erasures.companyId}
    and a.action = 'values_emptied' and a.detail ->> 'list' = ${erasures.id}::text)`,
};

/** Who was anonymised, the newest first. */
export const askErasures = prepared((db) =>
  db
    .select(receipt)
    .from(erasures)
    .leftJoin(users, eq(users.id, erasures.askedBy))
    .orderBy(desc(erasures.askedAt))
    .limit(shown),
);

/** What became of one customer's anonymising. */
export const askReceipt = prepared((db) =>
  db
    .select(receipt)
    .from(erasures)
    .leftJoin(users, eq(users.id, erasures.askedBy))
    .where(eq(erasures.customerId, sql.placeholder('id'))),
);

const personQuery = prepared((db) =>
  db
    .select({
      ...{ id: customers.id, name: customers.name, holdReason: customers.holdReason },
      ...{ anonymisedAt: customers.anonymisedAt, mergedInto: customers.mergedInto },
    })
    .from(customers)
    .where(eq(customers.id, sql.placeholder('id'))),
);

/** What is kept of a customer, what they agreed to, and whether they can be anonymised. */
export const askPerson = (tx: Tx, id: string) =>
  [
    personQuery(tx, { id }),
    tx.execute<{ name: string; n: number }>(sql`select name, n from preview_erasure(${id}::uuid)`),
    tx.execute<Blocker>(sql`select code, n from erasure_blockers(${id}::uuid)`),
    askReceipt(tx, { id }),
    askWordings(tx),
    askSaid(tx, { id }),
  ] as const;

/** What a client said about purposes; row rules leave only their own. */
export const askOwnSaid = prepared((db) =>
  db
    .select({
      ...{ id: purposeConsents.id, purpose: purposeConsents.purpose, state: purposeConsents.state },
      ...{ version: purposeConsents.version, words: purposeConsents.words, source: purposeConsents.source },
      ...{ reason: purposeConsents.reason, createdAt: purposeConsents.createdAt },
    })
    .from(purposeConsents)
    .orderBy(desc(purposeConsents.createdAt), desc(purposeConsents.id))
    .limit(200),
);
