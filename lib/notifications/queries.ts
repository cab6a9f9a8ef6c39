import 'server-only';
import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import { type Answers, prepared, preparedByShape } from '@/db/prepared';
import { alerts } from '@/db/schema/cases';
import { alertDigests, alertReads, alertRoutes } from '@/db/schema/notifications';
import type { Tx } from '@/db/session';
import { isUrgent } from '@/lib/messaging/alert-kinds';
import { readPlace, writePlace } from '@/lib/platform/cursor';
import type { NotificationFilter } from './list-filter';

const pageSize = 30;

/** The reader's own mark. Row rules show nobody else's. */
const isRead = sql<boolean>`exists (select from alert_reads r where r.alert_id = ${alerts.id} and r.company_id = ${alerts.companyId})`;

type Shape = Pick<NotificationFilter, 'view'> & { from: boolean };

const pageQuery = preparedByShape((db, { view, from }: Shape) =>
  db
    .select({
      id: alerts.id,
      kind: alerts.kind,
      title: alerts.title,
      detail: alerts.detail,
      href: alerts.href,
      createdAt: alerts.createdAt,
      clearedAt: alerts.clearedAt,
      read: isRead.as('read'),
    })
    .from(alerts)
    .where(
      and(
        view === 'all' ? undefined : isNull(alerts.clearedAt),
        view === 'unread' ? sql`not ${isRead}` : undefined,
        from
          ? sql`(${alerts.createdAt}, ${alerts.id}) < (${sql.placeholder('at')}::timestamptz, ${sql.placeholder('id')}::uuid)`
          : undefined,
      ),
    )
    .orderBy(desc(alerts.createdAt), desc(alerts.id))
    .limit(pageSize + 1),
);

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

/** One page of what the reader's role is told, newest first, with how many are open and unread. */
export function askNotifications(tx: Tx, { view, after }: NotificationFilter) {
  const from = readPlace(after);
  return [
    pageQuery(tx, { view, from: from !== undefined }, { at: from?.at.toISOString(), id: from?.id }),
    countsQuery(tx),
    digestQuery(tx),
  ] as const;
}

export function tellNotifications([found, [counts], [digest]]: Answers<ReturnType<typeof askNotifications>>) {
  const rows = found.slice(0, pageSize).map((row) => ({ ...row, urgent: isUrgent(row.kind) }));
  const last = rows.at(-1);
  return {
    rows,
    next: found.length > pageSize && last ? writePlace({ at: last.createdAt, id: last.id }) : undefined,
    counts: { open: counts?.open ?? 0, unread: counts?.unread ?? 0 },
    digestHour: digest?.hour ?? null,
  };
}

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
