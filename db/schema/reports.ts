import { sql } from 'drizzle-orm';
import { boolean, check, date, index, jsonb, pgTable, smallint, unique, uuid } from 'drizzle-orm/pg-core';
import { type eventTypes, reportKeys, reportRhythms } from '../enums';
import { choice, createdAt, id, instant, oneOf } from './columns';
import { companies } from './companies';
import { users } from './people';

type Narrowed = {
  type?: (typeof eventTypes)[number];
  customer?: string;
  venue?: string;
  category?: string;
  dish?: string;
};

/** Who wants which report by mail; everybody for themselves. */
export const reportSchedules = pgTable(
  'report_schedules',
  {
    id: id(),
    companyId: uuid('company_id')
      .notNull()
      .references(() => companies.id),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id),
    report: choice('report', reportKeys).notNull(),
    every: choice('every', reportRhythms).notNull(),
    /** Of the company's clock. */
    hour: smallint('hour').notNull(),
    /** What it is of alone, as the page's address says it. */
    narrowed: jsonb('narrowed').$type<Narrowed>().notNull().default({}),
    paused: boolean('paused').notNull().default(false),
    /** First day of the period whose mail was claimed last; by trigger, when its hour was over already. */
    toldOn: date('told_on', { mode: 'string' }),
    /** When to try again what no server took. */
    retryAt: instant('retry_at'),
    sentAt: instant('sent_at'),
    createdAt: createdAt(),
  },
  (t) => [
    unique('report_schedules_once').on(t.companyId, t.userId, t.report, t.every, t.narrowed),
    index('report_schedules_user').on(t.userId),
    oneOf('report_schedules', 'report', reportKeys),
    oneOf('report_schedules', 'every', reportRhythms),
    check('report_schedules_hour', sql`hour between 0 and 23`),
    check(
      'report_schedules_narrowed',
      sql`jsonb_typeof(narrowed) = 'object' and narrowed - array['type', 'customer', 'venue', 'category', 'dish'] = '{}' and length(narrowed::text) <= 600`,
    ),
  ],
);
