import { sql } from 'drizzle-orm';
import {
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { activityDeeds, securityRules, severities } from '../enums-of-security';
import { choice, id, instant, oneOf } from './columns';
import { companies } from './companies';
import { users } from './people';

const companyId = () =>
  uuid('company_id')
    .notNull()
    .references(() => companies.id);

/** Who did how much of what in which hour and part of the system; kept from the trail by `fold_activity`. */
export const activityHours = pgTable(
  'activity_hours',
  {
    companyId: companyId(),
    /** Zeros of nobody known, where somebody failed to sign in. */
    userId: uuid('user_id').notNull().default('00000000-0000-0000-0000-000000000000'),
    hour: instant('hour').notNull(),
    area: text('area').notNull(),
    deed: choice('deed', activityDeeds).notNull(),
    /** Records. */
    n: integer('n').notNull(),
    /** What they amounted to: changes, looks, rows that left the house. */
    size: integer('size').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.hour, t.userId, t.area, t.deed] }),
    index('activity_hours_person').on(t.companyId, t.userId, t.hour),
    oneOf('activity_hours', 'deed', activityDeeds),
  ],
);

/** What looked like trouble, and what a manager made of it. */
export const securityEvents = pgTable(
  'security_events',
  {
    id: id(),
    companyId: companyId(),
    rule: choice('rule', securityRules).notNull(),
    severity: choice('severity', severities).notNull(),
    userId: uuid('user_id').references(() => users.id),
    about: jsonb('about').$type<Record<string, unknown>>().notNull().default({}),
    times: integer('times').notNull().default(1),
    raisedAt: instant('raised_at').notNull().defaultNow(),
    lastAt: instant('last_at').notNull().defaultNow(),
    /** Until then the same rule about the same person says nothing new. */
    quietUntil: instant('quiet_until').notNull(),
    acknowledgedAt: instant('acknowledged_at'),
    acknowledgedBy: uuid('acknowledged_by').references(() => users.id),
    note: text('note'),
  },
  (t) => [
    unique('security_events_company_id').on(t.companyId, t.id),
    index('security_events_newest').on(t.companyId, t.lastAt.desc(), t.id.desc()),
    index('security_events_open').on(t.companyId, t.rule).where(sql`acknowledged_at is null`),
    index('security_events_user').on(t.userId).where(sql`user_id is not null`),
    index('security_events_acknowledged_by').on(t.acknowledgedBy).where(sql`acknowledged_by is not null`),
    oneOf('security_events', 'rule', securityRules),
    oneOf('security_events', 'severity', severities),
    check('security_events_note_length', sql`length(btrim(note)) between 1 and 1000`),
    check(
      'security_events_acknowledged',
      sql`(acknowledged_at is null) = (acknowledged_by is null) and (acknowledged_at is null) = (note is null)`,
    ),
  ],
);

/** When a company works, by its own clock. */
export const securitySettings = pgTable(
  'security_settings',
  {
    companyId: uuid('company_id')
      .primaryKey()
      .references(() => companies.id),
    opens: smallint('opens').notNull(),
    closes: smallint('closes').notNull(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  () => [
    check('security_settings_opens', sql`opens between 0 and 23`),
    check('security_settings_closes', sql`closes between 1 and 24`),
    check('security_settings_hours', sql`opens < closes`),
  ],
);
