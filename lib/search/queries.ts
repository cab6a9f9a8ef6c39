import 'server-only';
import { and, desc, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import { prepared, preparedByShape } from '@/db/prepared';
import { bookings } from '@/db/schema/bookings';
import { cases } from '@/db/schema/cases';
import { conversations } from '@/db/schema/messaging';
import { customers } from '@/db/schema/people';
import type { Tx } from '@/db/session';
import { patternList, placeholders, searchPatterns, valuesOf } from '@/lib/platform/search';

/** Hits of each kind: what fits further down is what the lists are for. */
const most = 5;
/** Of customers and bookings, which a word can fit in great numbers: among so many of the newest that all words fit. */
const newest = 200;

/** `words`: 0 where nothing was typed or nothing can fit. */
type Shape = { words: number };

function found(id: AnyPgColumn, by: string, words: number): SQL {
  if (words === 0) return sql`false`;
  const each = placeholders(words).map(
    (name) => sql`select id from ${sql.raw(by)}(${sql.placeholder(name)})`,
  );
  return inArray(id, sql`(${sql.join(each, sql` intersect `)})`);
}

const among = (id: AnyPgColumn, by: string): SQL =>
  sql`${id} in (select id from ${sql.raw(by)}(${sql.placeholder('patterns')}::text[], ${sql.raw(String(newest))}))`;

const customersQuery = prepared((db) =>
  db
    .select({ id: customers.id, name: customers.name, phone: customers.phone, email: customers.email })
    .from(customers)
    .where(and(isNull(customers.anonymisedAt), among(customers.id, 'search_customers')))
    .orderBy(customers.name, customers.id)
    .limit(most),
);

const bookingsQuery = prepared((db) =>
  db
    .select({
      id: bookings.id,
      reference: bookings.reference,
      eventName: bookings.eventName,
      startsAt: bookings.startsAt,
      customer: customers.name,
    })
    .from(bookings)
    .innerJoin(customers, eq(customers.id, bookings.customerId))
    .where(among(bookings.id, 'search_bookings'))
    .orderBy(desc(bookings.startsAt), desc(bookings.id))
    .limit(most),
);

const casesQuery = preparedByShape((db, { words }: Shape) =>
  db
    .select({
      id: cases.id,
      reference: cases.reference,
      summary: cases.summary,
      customer: customers.name,
    })
    .from(cases)
    .innerJoin(customers, eq(customers.id, cases.customerId))
    .where(found(cases.id, 'search_cases', words))
    .orderBy(desc(cases.createdAt), desc(cases.id))
    .limit(most),
);

const conversationsQuery = preparedByShape((db, { words }: Shape) =>
  db
    .select({
      id: conversations.id,
      address: conversations.address,
      profileName: conversations.profileName,
      customer: customers.name,
    })
    .from(conversations)
    .leftJoin(customers, eq(customers.id, conversations.customerId))
    .where(found(conversations.id, 'search_conversations', words))
    .orderBy(desc(conversations.lastMessageAt), desc(conversations.id))
    .limit(most),
);

/** What has these words in its name, number or reference, a few of each kind, the newest first. */
export function askHits(tx: Tx, query: string) {
  const patterns = searchPatterns(query) ?? [];
  const shape = { words: patterns.length };
  const values = valuesOf(patterns);
  const together = { patterns: patternList(patterns) };
  return [
    customersQuery(tx, together),
    bookingsQuery(tx, together),
    casesQuery(tx, shape, values),
    conversationsQuery(tx, shape, values),
  ] as const;
}
