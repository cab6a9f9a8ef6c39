import 'server-only';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { type Answers, prepared, preparedByShape } from '@/db/prepared';
import { alerts } from '@/db/schema/cases';
import { alertDigests, alertReads, alertRoutes } from '@/db/schema/notifications';
import type { Tx } from '@/db/session';
import { readCursor, readTurn, turnPage, writeCursor } from '@/lib/platform/cursor';
import type { Locality } from '@/lib/platform/format/zones';
import { cursorValues, keyset, type Way } from '@/lib/platform/keyset';
import { alertWords, inWords } from './in-words';
import { kindNamed } from './kinds';
import type { NotificationFilter } from './list-filter';

const pageSize = 30;

/** The reader's own mark. Row rules show nobody else's. */
const isRead = sql<boolean>`exists (select from alert_reads r where r.alert_id = ${alerts.id} and r.company_id = ${alerts.companyId})`;

type Shape = Pick<NotificationFilter, 'view'> & { way: Way };

const pageQuery = preparedByShape((db, { view, way }: Shape) => {
  const page = keyset(alerts.createdAt, alerts.id, { way, order: 'descending', type: 'timestamptz' });
  return db
    .select({
      id: alerts.id,
      ...alertWords,
      createdAt: alerts.createdAt,
      clearedAt: alerts.clearedAt,
      read: isRead.as('read'),
    })
    .from(alerts)
    .where(
      and(
        view === 'all' ? undefined : isNull(alerts.clearedAt),
        view === 'unread' ? sql`not ${isRead}` : undefined,
        page.beyond,
      ),
    )
    .orderBy(...page.order)
    .limit(pageSize + 1);
});

const countsQuery = prepared((db) =>
  db
    .select({
      open: sql<number>`count(*)::int`,
      unread: sql<number>`(count(*) filter (where not ${isRead}))::int`,
    })
    .from(alerts)
    .where(isNull(alerts.clearedAt)),
);

/** How many open ones the reader hasn't read: the bell's figure. */
export const askUnread = (tx: Tx) => countsQuery(tx);

const digestQuery = prepared((db) => db.select({ hour: alertDigests.hour }).from(alertDigests));

const turnOf = (filter: NotificationFilter) => readTurn(filter, readCursor);

/** One page of what the reader's role is told, newest first, with how many are open and unread. */
export function askNotifications(tx: Tx, filter: NotificationFilter) {
  const { from, way } = turnOf(filter);
  return [
    pageQuery(tx, { view: filter.view, way }, cursorValues(from)),
    countsQuery(tx),
    digestQuery(tx),
  ] as const;
}

/** What is told is written now, in the reader's zone and words. */
export function tellNotifications(
  [found, [counts], [digest]]: Answers<ReturnType<typeof askNotifications>>,
  filter: NotificationFilter,
  where: Locality,
) {
  const { rows, ...around } = turnPage(found, { size: pageSize, way: turnOf(filter).way, cursorOf });
  return {
    rows: rows.map((row) => ({ ...listed(row), ...inWords(row, where) })),
    ...around,
    counts: { open: counts?.open ?? 0, unread: counts?.unread ?? 0 },
    digestHour: digest?.hour ?? null,
  };
}

const cursorOf = ({ createdAt, id }: { createdAt: Date; id: string }) => writeCursor({ at: createdAt, id });

const listed = ({
  id,
  kind,
  createdAt,
  clearedAt,
  read,
}: Answers<ReturnType<typeof askNotifications>>[0][number]) => ({
  id,
  kind,
  createdAt,
  clearedAt,
  read,
  urgent: kindNamed(kind)?.urgent ?? false,
});

export type ListedNotification = ReturnType<typeof tellNotifications>['rows'][number];

/** What the company chose for kinds of alert. */
export const askRoutes = prepared((db) =>
  db.select({ kind: alertRoutes.kind, roles: alertRoutes.roles }).from(alertRoutes),
);

/** The ids among these, or all, that the reader hasn't read, open ones first. */
export const unreadIds = (tx: Tx, ids: readonly string[] | undefined) =>
  tx
    .select({ id: alerts.id, companyId: alerts.companyId })
    .from(alerts)
    .leftJoin(alertReads, and(eq(alertReads.alertId, alerts.id), eq(alertReads.companyId, alerts.companyId)))
    .where(
      and(
        isNull(alertReads.alertId),
        ids ? sql`${alerts.id} = any(${`{${ids.join()}}`}::uuid[])` : isNull(alerts.clearedAt),
      ),
    );
