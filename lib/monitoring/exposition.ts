import 'server-only';
import { databaseMeters } from '@/db/measure';
import { keptCounts } from '@/lib/platform/kept-answers';
import { bucketEnds, type Histogram } from '@/lib/platform/meters/histogram';
import { processMeters } from '@/lib/platform/meters/process-meters';
import type { FigureName } from './watching/figures';
import { lastSample } from './watching/sampler';

/** Ends of buckets that are told, in milliseconds: some of those that are counted, so each is exact. */
const told = [5, 10, 25, 50, 100, 250, 500, 800, 1000, 2500, 5000, 10_000];

/** What the last minute's sample says, and how it is called. */
const gauges: readonly [figure: FigureName, name: string, help: string, factor?: number][] = [
  ['healthy', 'cater_healthy', 'Whether the installation can do its work'],
  ['loopP99', 'cater_event_loop_delay_p99_seconds', 'Delay of the event loop in the last minute', 0.001],
  [
    'loopMost',
    'cater_event_loop_delay_max_seconds',
    'Worst delay of the event loop in the last minute',
    0.001,
  ],
  ['heapShare', 'cater_heap_used_ratio', 'Heap in use, of what the process may have'],
  [
    'poolWaitMs',
    'cater_database_wait_max_seconds',
    'Longest wait for a connection in the last minute',
    0.001,
  ],
  ['sessions', 'cater_sessions', 'Sessions that are open'],
  ['seen', 'cater_sessions_active', 'Sessions seen in the last 15 minutes'],
  ['connections', 'cater_database_server_connections', 'Connections that PostgreSQL has to this database'],
  ['connectionsMost', 'cater_database_server_connections_max', 'Connections that PostgreSQL may have'],
  ['databaseMb', 'cater_database_size_bytes', 'Size of the database', 1_048_576],
  ['messagesOut', 'cater_messages_sent_last_minute', 'Messages that went out in the last minute'],
  ['messagesFailed', 'cater_messages_failed_last_minute', 'Of them those that failed'],
  ['messagesIn', 'cater_messages_received_last_minute', 'Messages that came in'],
  ['dueJobSeconds', 'cater_oldest_due_job_seconds', 'How long the oldest due job has waited'],
  [
    'overdueMessageSeconds',
    'cater_oldest_overdue_message_seconds',
    'How long the oldest message waits past its time',
  ],
  [
    'unreadSeconds',
    'cater_oldest_unread_message_seconds',
    'How long the oldest message of a customer is unread',
  ],
  ['queuedJobs', 'cater_jobs_queued', 'Jobs that wait'],
  ['parkedJobs', 'cater_jobs_parked', 'Jobs that were given up'],
  ['failedRuns', 'cater_job_runs_failed_day', 'Runs that failed in 24 hours'],
  ['diskUsed', 'cater_disk_used_ratio', 'Of the data folder’s disk'],
  ['backupHours', 'cater_backup_age_seconds', 'Age of the last backup that holds', 3600],
];

/**
 * What this process measured, as text for Prometheus (exposition format 0.0.4). Labels are patterns of addresses and
 * kinds of requests, never a name or an id. Asks the database nothing.
 */
export function expose(): string {
  const meters = processMeters();
  const { busy, waiting } = databaseMeters();
  const kept = keptCounts();
  const lines: string[] = [];
  const family = (name: string, type: 'counter' | 'gauge' | 'histogram', help: string) =>
    lines.push(`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`);
  const one = (name: string, type: 'counter' | 'gauge', help: string, value: number) => {
    family(name, type, help);
    lines.push(`${name} ${value}`);
  };
  const routes = meters.routes.meters();
  family(
    'cater_http_request_duration_seconds',
    'histogram',
    'From a request’s arrival to the end of its answer',
  );
  for (const { pattern, kind, times } of routes) lines.push(...histogramLines(labels(pattern, kind), times));
  family('cater_http_errors_total', 'counter', 'Answers of 500 and above');
  for (const { pattern, kind, errors } of routes)
    lines.push(`cater_http_errors_total{${labels(pattern, kind)}} ${errors}`);
  one('cater_http_limited_total', 'counter', 'Answers of 429', meters.limited);
  one(
    'cater_http_turned_away_total',
    'counter',
    'Requests told to come back since too many were under way',
    meters.shed,
  );
  one('cater_http_active', 'gauge', 'Requests under way', meters.active);
  one('cater_http_queued', 'gauge', 'Requests that wait for their turn', meters.queued);
  one('cater_database_busy', 'gauge', 'Connections of this process in a transaction', busy);
  one('cater_database_waiting', 'gauge', 'Transactions that wait for a connection', waiting);
  one(
    'cater_kept_answers_asked_total',
    'counter',
    'Questions to which an answer may have been kept',
    kept.asked,
  );
  one('cater_kept_answers_hits_total', 'counter', 'Of them those told from what was kept', kept.hits);
  one('process_resident_memory_bytes', 'gauge', 'Memory of the process', process.memoryUsage.rss());
  one('process_uptime_seconds', 'gauge', 'How long the process has run', Math.round(process.uptime()));
  const brief = lastSample()?.brief;
  for (const [figure, name, help, factor = 1] of gauges) {
    const value = brief?.[figure];
    if (value !== undefined) one(name, 'gauge', help, value * factor);
  }
  return `${lines.join('\n')}\n`;
}

const labels = (pattern: string, kind: string) => `route="${pattern}",kind="${kind}"`;

function histogramLines(label: string, times: Histogram): string[] {
  const name = 'cater_http_request_duration_seconds';
  let passed = 0;
  let bucket = 0;
  const lines = told.map((end) => {
    for (; bucket < bucketEnds.length && (bucketEnds[bucket] as number) <= end; bucket += 1)
      passed += times.counts[bucket] as number;
    return `${name}_bucket{${label},le="${end / 1000}"} ${passed}`;
  });
  const total = times.total();
  return [
    ...lines,
    `${name}_bucket{${label},le="+Inf"} ${total}`,
    `${name}_sum{${label}} ${times.sum / 1000}`,
    `${name}_count{${label}} ${total}`,
  ];
}
