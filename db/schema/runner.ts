import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  json,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';
import { choice, oneOf } from './columns';

/**
 * State of the embedded automation runner. Payloads are `json`, not `jsonb`: nothing queries them, they are
 * handed back byte for byte, and a NUL in a customer's text must not fail the commit.
 */

/** Microseconds: the runner orders by these and compares them with the database's clock only. */
const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

const runStatuses = ['running', 'completed', 'failed', 'cancelled'] as const;
const waitKinds = ['sleep', 'event', 'invoke', 'cancel'] as const;

/** Everything that was sent. `matched_at` is null until the runner has started runs and woken waits for it. */
export const runnerEvents = pgTable(
  'runner_events',
  {
    seq: bigint('seq', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    id: text('id').notNull().default(sql`gen_random_uuid()::text`),
    name: text('name').notNull(),
    data: json('data').notNull().default({}),
    /** When it happened, by the sender's clock, in milliseconds since 1970. */
    ts: bigint('ts', { mode: 'number' }).notNull().default(sql`(extract(epoch from now()) * 1000)::bigint`),
    version: text('v'),
    /** Same for each retry of one send, so that a retry inserts nothing. */
    sendKey: text('send_key').unique(),
    receivedAt: moment('received_at').notNull().defaultNow(),
    matchedAt: moment('matched_at'),
  },
  (table) => [
    check('runner_events_name_length', sql`length(${table.name}) between 1 and 200`),
    index('runner_events_unmatched').on(table.seq).where(sql`matched_at is null`),
    index('runner_events_matched').on(table.matchedAt).where(sql`matched_at is not null`),
  ],
);

export const runnerRuns = pgTable(
  'runner_runs',
  {
    id: uuid('id').primaryKey(),
    functionId: text('function_id').notNull(),
    status: choice('status', runStatuses).notNull().default('running'),
    event: json('event').notNull(),
    /** Set when another run waits for this one's result. */
    invoked: boolean('invoked').notNull().default(false),
    maxAttempts: integer('max_attempts').notNull(),
    /** Concurrency slots that each of the run's jobs takes while it runs. */
    slot1: text('slot1'),
    slot2: text('slot2'),
    output: json('output'),
    error: json('error'),
    createdAt: moment('created_at').notNull().defaultNow(),
    endedAt: moment('ended_at'),
  },
  (table) => [
    oneOf('runner_runs', 'status', runStatuses),
    check('runner_runs_end', sql`(status = 'running') = (ended_at is null)`),
    index('runner_runs_ended').on(table.endedAt).where(sql`ended_at is not null`),
    index('runner_runs_failed').on(table.endedAt).where(sql`status = 'failed'`),
    index('runner_runs_function').on(table.functionId, table.createdAt),
  ],
);

/** What a run has done (`position` says in which order) or is waiting for (`position` is null). */
export const runnerSteps = pgTable(
  'runner_steps',
  {
    runId: uuid('run_id')
      .notNull()
      .references(() => runnerRuns.id, { onDelete: 'cascade' }),
    hash: text('hash').notNull(),
    name: text('name').notNull(),
    op: text('op').notNull(),
    /** In a race the run goes on as soon as this step is done; otherwise when all its siblings are. */
    race: boolean('race').notNull().default(false),
    position: integer('position'),
    /** `{type:"data",data}` or `{type:"error",error}`, as the SDK reads it. */
    result: json('result'),
    createdAt: moment('created_at').notNull().defaultNow(),
    doneAt: moment('done_at'),
  },
  (table) => [
    primaryKey({ columns: [table.runId, table.hash] }),
    check('runner_steps_done', sql`(position is null) = (result is null)`),
  ],
);

/** One row is one SDK call that is due, or running while `lock_token` is set. */
export const runnerJobs = pgTable(
  'runner_jobs',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    runId: uuid('run_id')
      .notNull()
      .references(() => runnerRuns.id, { onDelete: 'cascade' }),
    functionId: text('function_id').notNull(),
    /** `step` goes on with the run; a hash runs that one planned step. */
    step: text('step').notNull().default('step'),
    attempt: integer('attempt').notNull().default(0),
    maxAttempts: integer('max_attempts').notNull(),
    dueAt: moment('due_at').notNull().defaultNow(),
    slot1: text('slot1'),
    slot2: text('slot2'),
    lockToken: uuid('lock_token'),
    lockedBy: uuid('locked_by'),
    parkedAt: moment('parked_at'),
    parkedError: text('parked_error'),
  },
  (table) => [
    check('runner_jobs_lock', sql`(lock_token is null) = (locked_by is null)`),
    check('runner_jobs_attempt', sql`attempt >= 0 and max_attempts >= 1`),
    index('runner_jobs_run_step').on(table.runId, table.step),
    index('runner_jobs_due').on(table.dueAt, table.id).where(sql`lock_token is null and parked_at is null`),
    index('runner_jobs_locked').on(table.lockedBy).where(sql`lock_token is not null`),
  ],
);

/** What would change a run from outside: a time, an event, the end of an invoked run, a cancelling event. */
export const runnerWaits = pgTable(
  'runner_waits',
  {
    runId: uuid('run_id')
      .notNull()
      .references(() => runnerRuns.id, { onDelete: 'cascade' }),
    /** The waiting step's hash, or `cancel:0` … for the function's cancelOn rules. */
    step: text('step').notNull(),
    kind: choice('kind', waitKinds).notNull(),
    eventName: text('event_name'),
    /** `data.bookingId="…"`: an incoming event must hold this pair. Empty when no equality can be indexed. */
    matchKey: text('match_key').notNull().default(''),
    expression: text('expression'),
    expiresAt: moment('expires_at'),
  },
  (table) => [
    primaryKey({ columns: [table.runId, table.step] }),
    oneOf('runner_waits', 'kind', waitKinds),
    check('runner_waits_kind_event', sql`(kind = 'sleep') = (event_name is null)`),
    index('runner_waits_event').on(table.eventName, table.matchKey).where(sql`event_name is not null`),
    index('runner_waits_expiry').on(table.expiresAt).where(sql`expires_at is not null`),
  ],
);

/** Idempotency: the first run of a function with this key, for 24 hours. */
export const runnerKeys = pgTable(
  'runner_keys',
  {
    functionId: text('function_id').notNull(),
    key: text('key').notNull(),
    expiresAt: moment('expires_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.functionId, table.key] }),
    index('runner_keys_expiry').on(table.expiresAt),
  ],
);

/** Throttles: the moment up to which starts are already given away (theoretical arrival time). */
export const runnerThrottles = pgTable('runner_throttles', {
  key: text('key').primaryKey(),
  arrivalAt: moment('arrival_at').notNull(),
});

export const runnerCrons = pgTable(
  'runner_crons',
  {
    functionId: text('function_id').notNull(),
    expression: text('expression').notNull(),
    nextAt: moment('next_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.functionId, table.expression] })],
);

/** Processes that run jobs. A job whose owner's heartbeat is stale is taken over. */
export const runnerInstances = pgTable('runner_instances', {
  id: uuid('id').primaryKey(),
  startedAt: moment('started_at').notNull().defaultNow(),
  heartbeatAt: moment('heartbeat_at').notNull().defaultNow(),
});
