import { sql } from 'drizzle-orm';
import {
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { caseEventKinds, caseReasons, caseStates, voucherStates } from '../enums';
import { bookings } from './bookings';
import { choice, createdAt, id, instant, money, oneOf, version } from './columns';
import { companies } from './companies';
import { feedback } from './feedback';
import { customers, users } from './people';

/** A recovery case: an unhappy customer, an owner and two clocks. */
export const cases = pgTable(
  'cases',
  {
    id: id(),
    companyId: uuid('company_id').notNull(),
    /** Given by trigger from the company's counter. */
    reference: text('reference').notNull().default(''),
    bookingId: uuid('booking_id').notNull(),
    customerId: uuid('customer_id').notNull(),
    feedbackId: uuid('feedback_id'),
    state: choice('state', caseStates).notNull().default('open'),
    reason: choice('reason', caseReasons).notNull(),
    summary: text('summary').notNull(),
    ownerId: uuid('owner_id'),
    acknowledgeBy: instant('acknowledge_by').notNull(),
    resolveBy: instant('resolve_by').notNull(),
    acknowledgedAt: instant('acknowledged_at'),
    resolvedAt: instant('resolved_at'),
    closedAt: instant('closed_at'),
    /** How often a clock ran out and the case went up. */
    escalations: smallint('escalations').notNull().default(0),
    escalatedAt: instant('escalated_at'),
    resolution: text('resolution'),
    reaskedAt: instant('reasked_at'),
    /** The rating the customer gave after the recovery. */
    recoveredRating: smallint('recovered_rating'),
    createdAt: createdAt(),
    version: version(),
  },
  (t) => [
    unique('cases_company_id').on(t.companyId, t.id),
    unique('cases_reference').on(t.companyId, t.reference),
    uniqueIndex('cases_one_open').on(t.companyId, t.bookingId).where(sql`state <> 'closed'`),
    foreignKey({ columns: [t.companyId, t.bookingId], foreignColumns: [bookings.companyId, bookings.id] }),
    foreignKey({ columns: [t.companyId, t.customerId], foreignColumns: [customers.companyId, customers.id] }),
    foreignKey({ columns: [t.companyId, t.feedbackId], foreignColumns: [feedback.companyId, feedback.id] }),
    index('cases_board').on(t.companyId, t.state, t.resolveBy),
    oneOf('cases', 'state', caseStates),
    oneOf('cases', 'reason', caseReasons),
    check('cases_recovered_rating', sql`recovered_rating between 1 and 5`),
    check('cases_acknowledged', sql`state = 'open' or acknowledged_at is not null`),
    check('cases_resolved', sql`state not in ('resolved', 'closed') or resolved_at is not null`),
    check('cases_closed', sql`(state = 'closed') = (closed_at is not null)`),
  ],
);

/** What happened to a case, in order; rows are only added. */
export const caseEvents = pgTable(
  'case_events',
  {
    id: id(),
    companyId: uuid('company_id').notNull(),
    caseId: uuid('case_id').notNull(),
    kind: choice('kind', caseEventKinds).notNull(),
    note: text('note'),
    /** Minor units of a remedy. */
    amount: money('amount'),
    data: jsonb('data').$type<Record<string, unknown>>(),
    userId: uuid('user_id'),
    createdAt: createdAt(),
  },
  (t) => [
    index('case_events_case').on(t.companyId, t.caseId, t.createdAt),
    foreignKey({ columns: [t.companyId, t.caseId], foreignColumns: [cases.companyId, cases.id] }),
    oneOf('case_events', 'kind', caseEventKinds),
    check('case_events_amount', sql`amount >= 0`),
  ],
);

/** A discount that a customer can really redeem on a later booking. */
export const vouchers = pgTable(
  'vouchers',
  {
    id: id(),
    companyId: uuid('company_id')
      .notNull()
      .references(() => companies.id),
    code: text('code').notNull(),
    customerId: uuid('customer_id').notNull(),
    bookingId: uuid('booking_id').notNull(),
    caseId: uuid('case_id'),
    /** Basis points off the menu and services of one booking. */
    rate: integer('rate').notNull(),
    state: choice('state', voucherStates).notNull().default('issued'),
    expiresAt: instant('expires_at').notNull(),
    redeemedBookingId: uuid('redeemed_booking_id'),
    redeemedAt: instant('redeemed_at'),
    createdAt: createdAt(),
    version: version(),
  },
  (t) => [
    unique('vouchers_code').on(t.companyId, t.code),
    uniqueIndex('vouchers_one_thank_you').on(t.companyId, t.bookingId).where(sql`case_id is null`),
    foreignKey({ columns: [t.companyId, t.customerId], foreignColumns: [customers.companyId, customers.id] }),
    foreignKey({ columns: [t.companyId, t.bookingId], foreignColumns: [bookings.companyId, bookings.id] }),
    foreignKey({ columns: [t.companyId, t.caseId], foreignColumns: [cases.companyId, cases.id] }),
    foreignKey({
      columns: [t.companyId, t.redeemedBookingId],
      foreignColumns: [bookings.companyId, bookings.id],
    }),
    oneOf('vouchers', 'state', voucherStates),
    check('vouchers_rate', sql`rate between 1 and 10000`),
    check(
      'vouchers_redeemed',
      sql`(state = 'redeemed') = (redeemed_at is not null and redeemed_booking_id is not null)`,
    ),
  ],
);

/** Something the people of a company have to see now; open until it is cleared. */
export const alerts = pgTable(
  'alerts',
  {
    id: id(),
    companyId: uuid('company_id')
      .notNull()
      .references(() => companies.id),
    kind: text('kind').notNull(),
    /** The same trouble is one open alert. */
    key: text('key').notNull(),
    /** What it is about, as its kind keeps it; put into words when it is read. */
    about: jsonb('about').$type<Record<string, unknown>>(),
    /** What does away with it when it happens. */
    endsOn: text('ends_on').array().notNull().default([]),
    /** Words of those that were raised before `about` was kept. */
    title: text('title'),
    detail: text('detail'),
    href: text('href'),
    /** Whom it is for, as it was when it was raised. */
    roles: text('roles').array().notNull().default(['manager', 'staff']),
    /** Said to this person only; none where it is said to all of the roles. */
    userId: uuid('user_id').references(() => users.id),
    createdAt: createdAt(),
    clearedAt: instant('cleared_at'),
  },
  (t) => [
    uniqueIndex('alerts_open').on(t.companyId, t.key).where(sql`cleared_at is null`),
    index('alerts_newest').on(t.companyId, t.createdAt),
    index('alerts_unsettled').on(t.companyId).where(sql`cleared_at is null`),
    index('alerts_user').on(t.userId).where(sql`user_id is not null`),
  ],
);
