import {
  doublePrecision,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  uuid,
} from 'drizzle-orm/pg-core';
import { choice, createdAt, instant } from './columns';
import { users } from './people';

/** People who run the installation, across its companies. */
export const operators = pgTable('operators', {
  userId: uuid('user_id')
    .primaryKey()
    .references(() => users.id),
  createdAt: createdAt(),
});

/** Places for processes that measure themselves; one whose process is gone is taken by the next. */
export const monitorProcesses = pgTable('monitor_processes', {
  slot: smallint('slot').primaryKey(),
  instance: uuid('instance').unique(),
  beatAt: instant('beat_at'),
});

export const sampleGrains = ['minute', 'hour'] as const;

/** What a process measured in a minute of the day, or in an hour of the last sixty days. */
export const monitorSamples = pgTable(
  'monitor_samples',
  {
    slot: smallint('slot').notNull(),
    grain: choice('grain', sampleGrains).notNull(),
    place: smallint('place').notNull(),
    at: instant('at').notNull(),
    brief: jsonb('brief').notNull(),
    routes: jsonb('routes').notNull(),
  },
  (t) => [primaryKey({ columns: [t.slot, t.grain, t.place] })],
);

/** Statements that were slow, without the values they were asked with. */
export const monitorStatements = pgTable('monitor_statements', {
  name: text('name').primaryKey(),
  text: text('text').notNull(),
  role: text('role').notNull(),
  calls: integer('calls').notNull(),
  /** Milliseconds, of all slow calls and of the slowest. */
  totalMs: doublePrecision('total_ms').notNull(),
  worstMs: doublePrecision('worst_ms').notNull(),
  times: jsonb('times').$type<Record<string, number>>().notNull(),
  plan: text('plan'),
  plannedAt: instant('planned_at'),
  lastAt: instant('last_at').notNull(),
});

/** How long each rule of the monitoring has been over or under its threshold. */
export const monitorRules = pgTable('monitor_rules', {
  rule: text('rule').primaryKey(),
  value: doublePrecision('value'),
  overSince: instant('over_since'),
  underSince: instant('under_since'),
  raisedAt: instant('raised_at'),
  checkedAt: instant('checked_at').notNull(),
});

/** Above which figure a rule is trouble, where another number than the house's was chosen. Written by `set_alert_threshold`. */
export const monitorThresholds = pgTable('monitor_thresholds', {
  name: text('name').primaryKey(),
  value: doublePrecision('value').notNull(),
});
