import 'server-only';
import { and, eq, inArray, isNull, lt, or, sql } from 'drizzle-orm';
import { prepared, preparedText } from '@/db/prepared';
import { calendarFeeds } from '@/db/schema/calendar';
import { companies } from '@/db/schema/companies';
import { memberships, users } from '@/db/schema/people';
import { type Actor, actAs, readAs } from '@/db/session';
import { may, type RoleWith, rolesWith } from '@/lib/auth/permissions';
import type { Status } from '../rules';
import type { FeedEvent } from './ics-rules';
import { hashToken } from './token';

/** One's own feed: the database shows nobody else's, and no token. */
export const askFeed = prepared((db) =>
  db
    .select({
      scope: calendarFeeds.scope,
      createdAt: calendarFeeds.createdAt,
      readAt: calendarFeeds.readAt,
    })
    .from(calendarFeeds),
);

const day = 86_400_000;
/** A calendar program shows the near past and what is planned. */
const window = { before: 31 * day, after: 400 * day };
/** What a calendar program takes without trouble; the next events before those that were. */
export const most = { ahead: 2500, past: 500 };

export type FeedOwner = {
  role: RoleWith<'calendar.read'>;
  companyId: string;
  userId: string;
  scope: 'all' | 'mine';
};

/**
 * Whose feed a token opens, as they are now: nobody's once it was renewed or revoked, or its person is no longer of
 * the office, or has yet to set up the second step that their company asks for. Notes on one day in a while that it is read.
 */
export async function findFeedOwner(token: string, now: Date): Promise<FeedOwner | undefined> {
  return actAs({ role: 'auth', name: 'calendar feed' }, async (tx) => {
    const [found] = await tx
      .select({
        id: calendarFeeds.id,
        role: memberships.role,
        companyId: calendarFeeds.companyId,
        userId: calendarFeeds.userId,
        scope: calendarFeeds.scope,
      })
      .from(calendarFeeds)
      .innerJoin(
        memberships,
        and(
          eq(memberships.companyId, calendarFeeds.companyId),
          eq(memberships.userId, calendarFeeds.userId),
          inArray(memberships.role, rolesWith('calendar.read')),
        ),
      )
      .innerJoin(users, and(eq(users.id, calendarFeeds.userId), isNull(users.disabledAt)))
      .innerJoin(companies, eq(companies.id, calendarFeeds.companyId))
      .where(
        and(
          eq(calendarFeeds.tokenHash, hashToken(token)),
          // Where a second step is asked for, nothing is shown before it is set up.
          sql`(${memberships.role} <> all (${companies.secondFactorRoles}) or has_second_step(${calendarFeeds.userId}))`,
        ),
      );
    if (!found) return undefined;
    const { id, role, ...owner } = found;
    if (!may(role, 'calendar.read')) return undefined;
    await tx
      .update(calendarFeeds)
      .set({ readAt: now })
      .where(
        and(
          eq(calendarFeeds.id, id),
          or(isNull(calendarFeeds.readAt), lt(calendarFeeds.readAt, new Date(now.getTime() - day))),
        ),
      );
    return { ...owner, role };
  });
}

type Row = Omit<FeedEvent, 'startsAt' | 'endsAt' | 'updatedAt' | 'status'> & {
  status: Status;
  startsAt: Date | string;
  endsAt: Date | string;
  updatedAt: Date | string;
};

/**
 * The next events, then the latest that were. One that was called off is told as such only where it had been agreed; the
 * others just aren't there any more. A person's own are found by what they work at, and not among all of the company.
 */
const eventsText = (own: boolean) => {
  const at = own ? 't.starts_at' : 'b.starts_at';
  const some = (bounds: string, order: string, limit: number) => `(
    select b.id, b.reference, b.event_name as name, b.status, b.starts_at as "startsAt", b.ends_at as "endsAt", b.venue,
      b.venue_address as "venueAddress", coalesce(b.guaranteed_guests, b.guests) as guests, b.version::int as version,
      b.updated_at as "updatedAt"
    from bookings b ${own ? 'join booking_staff t on t.company_id = b.company_id and t.booking_id = b.id' : ''}
    where b.company_id = nullif(current_setting('app.company_id', true), '')::uuid
      ${own ? `and t.user_id = nullif(current_setting('app.user_id', true), '')::uuid` : ''}
      and ${bounds} and (b.status <> 'cancelled' or b.confirmed_at is not null)
    order by ${at} ${order}, b.id ${order} limit ${limit})`;
  return `${some(`${at} >= $2::timestamptz and ${at} < $3::timestamptz`, 'asc', most.ahead + 1)}
    union all ${some(`${at} >= $1::timestamptz and ${at} < $2::timestamptz`, 'desc', most.past)}
    order by "startsAt", id`;
};
const bounds = ['since', 'now', 'until'];
const eventsQuery = {
  all: preparedText<Row>(eventsText(false), bounds),
  mine: preparedText<Row>(eventsText(true), bounds),
};

const companyQuery = preparedText<{ name: string }>(
  `select name from companies where id = nullif(current_setting('app.company_id', true), '')::uuid`,
);

/** The events of somebody's feed, with their own rights. */
export async function readFeed({ scope, ...person }: FeedOwner, now: Date) {
  const actor: Actor = person;
  const [rows, [company]] = await readAs(actor, (tx) => [
    eventsQuery[scope](tx, {
      since: new Date(now.getTime() - window.before).toISOString(),
      now: now.toISOString(),
      until: new Date(now.getTime() + window.after).toISOString(),
    }),
    companyQuery(tx),
  ]);
  const events = rows.map((row) => ({
    ...row,
    startsAt: new Date(row.startsAt),
    endsAt: new Date(row.endsAt),
    updatedAt: new Date(row.updatedAt),
  }));
  const cut = events.filter(({ startsAt }) => startsAt >= now).length > most.ahead;
  return {
    name: company?.name ?? '',
    note: cut
      ? `Only the next ${most.ahead} events are here. Subscribe to your own events to see further ahead.`
      : undefined,
    events: cut ? events.slice(0, -1) : events,
  };
}
