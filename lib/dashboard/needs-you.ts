import 'server-only';
import { asc, gt, inArray, sql } from 'drizzle-orm';
import { prepared } from '@/db/prepared';
import { cases } from '@/db/schema/cases';
import { conversations, messages } from '@/db/schema/messaging';

/** The gravest open cases: safety first, then by the clock that runs now. */
export const askWaitingCases = prepared((db) =>
  db
    .select({
      id: cases.id,
      reference: cases.reference,
      summary: cases.summary,
      safety: sql<boolean>`${cases.reason} = 'safety'`.as('safety'),
      // The clock that runs now.
      dueAt:
        sql<Date>`case when ${cases.state} = 'open' then ${cases.acknowledgeBy} else ${cases.resolveBy} end`
          .mapWith(cases.resolveBy)
          .as('due_at'),
      of: sql<number>`(count(*) over ())::int`.as('of'),
    })
    .from(cases)
    .where(inArray(cases.state, ['open', 'acknowledged']))
    .orderBy(sql`safety desc, due_at`, asc(cases.id))
    .limit(5),
);

/** Conversations that somebody has to look at, and what failed to go out within a week. */
export const askWaitingMessages = prepared((db) =>
  db
    .select({
      unread: sql<number>`count(*)::int`,
      failed: sql<number>`(select count(*)::int from ${messages} where ${messages.status} in ('failed', 'undelivered') and ${messages.createdAt} > now() - interval '7 days')`,
    })
    .from(conversations)
    .where(gt(conversations.unread, 0)),
);
