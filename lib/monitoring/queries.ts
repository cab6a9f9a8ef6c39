import 'server-only';
import { preparedText } from '@/db/prepared';
import type { Counts } from '@/lib/platform/meters/histogram';
import type { Brief, RouteFigures } from './watching/figures';

const own = `nullif(current_setting('app.company_id', true), '')::uuid`;

/** Instants come as PostgreSQL writes them. */
export type MessageHour = { at: string; out: number; failed: number; received: number };

/** The company's messages by hour from `since` on, in UTC. */
export const askMessageHours = preparedText<MessageHour>(
  `select date_trunc('hour', created_at) as at,
    (count(*) filter (where direction = 'outbound' and status not in ('waiting', 'not_sent')))::int as out,
    (count(*) filter (where direction = 'outbound' and status in ('failed', 'undelivered')))::int as failed,
    (count(*) filter (where direction = 'inbound'))::int as received
   from messages where company_id = ${own} and created_at >= $1::timestamptz group by 1 order by 1`,
  ['since'],
);

export type CompanyQueues = {
  waiting: number;
  /** Seconds that the oldest message past its time, and the oldest unread one, have waited; null where none does. */
  oldestWaiting: number | null;
  oldestUnread: number | null;
  filesUnderWay: number;
  filesFailed: number;
  lastBackupAt: string | null;
};

/** What waits in the company, and when the whole installation was last backed up. */
export const askQueues = preparedText<CompanyQueues>(
  `select w.n as waiting, w.oldest as "oldestWaiting", u.oldest as "oldestUnread",
    (select count(*)::int from exports where company_id = ${own} and status in ('waiting', 'working')) as "filesUnderWay",
    (select count(*)::int from exports where company_id = ${own} and status = 'failed' and created_at > now() - interval '1 day') as "filesFailed",
    last_backup_at() as "lastBackupAt"
   from (select count(*)::int as n, extract(epoch from now() - min(coalesce(next_attempt_at, claimed_at, created_at)))::float8 as oldest
      from messages where company_id = ${own} and status in ('waiting', 'sending', 'unknown')
        and coalesce(next_attempt_at, claimed_at, created_at) <= now()) w,
    (select extract(epoch from now() - min(created_at))::float8 as oldest
      from messages where company_id = ${own} and direction = 'inbound' and handled_at is null) u`,
);

export type OperatorView = {
  /** Those that were set on the page, by rule. */
  thresholds: Record<string, number>;
  processes: { slot: number; beatAt: string }[];
  rules: { rule: string; value: number | null; raisedAt: string | null; checkedAt: string }[];
  statements: {
    name: string;
    text: string;
    calls: number;
    totalMs: number;
    worstMs: number;
    times: Counts;
    plan: string | null;
    lastAt: string;
  }[];
  backups: {
    startedAt: string;
    finishedAt: string | null;
    bytes: number | null;
    rows: number | null;
    /** Of the store; null where it isn't on this disk, and of older backups. */
    files: number | null;
    problem: string | null;
  }[];
};

/** How the installation stands; null for everybody but who runs it. */
export const askInstallation = preparedText<{ view: OperatorView | null }>('select operator_view() as view');

export type HistoryRow = { at: string; brief: Brief; routes: RouteFigures | null };

/** What was measured; nothing for everybody but who runs the installation. */
export const askHistory = preparedText<HistoryRow>(
  'select at, brief, routes from operator_history($1, $2::timestamptz, $3::boolean)',
  ['grain', 'since', 'whole'],
);
