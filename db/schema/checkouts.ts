import { sql } from 'drizzle-orm';
import {
  check,
  foreignKey,
  index,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import {
  checkoutOpeners,
  checkoutPurposes,
  checkoutStates,
  eventOutcomes,
  heldEnds,
  keyModes,
  paymentMethods,
  paymentProviders,
} from '../enums';
import { bookings } from './bookings';
import { bounded, choice, id, instant, money, oneOf } from './columns';
import { companies } from './companies';
import { payments } from './money';

const company = () =>
  uuid('company_id')
    .notNull()
    .references(() => companies.id);

/** With which provider a company takes payments online. */
export const onlineKeys = pgTable(
  'online_keys',
  {
    companyId: company().primaryKey(),
    provider: choice('provider', paymentProviders).notNull().default('paystack'),
    /** The secret key, sealed. */
    authTokenSealed: text('auth_token_sealed').notNull(),
    mode: choice('mode', keyModes).notNull(),
    /** Its last characters. */
    hint: text('hint').notNull(),
    savedAt: instant('saved_at').notNull().defaultNow(),
  },
  () => [
    oneOf('online_keys', 'provider', paymentProviders),
    oneOf('online_keys', 'mode', keyModes),
    bounded('online_keys', 'hint', 8),
  ],
);

/** What a customer is asked to pay on a provider's page, and what came of it. */
export const checkouts = pgTable(
  'checkouts',
  {
    id: id(),
    companyId: company(),
    /** Of several events that are paid at once the first. */
    bookingId: uuid('booking_id').notNull(),
    purpose: choice('purpose', checkoutPurposes).notNull(),
    amount: money('amount').notNull(),
    currency: text('currency').notNull(),
    /** Ours, random: by it the provider opens a page once, however often it is asked. */
    reference: text('reference').notNull(),
    state: choice('state', checkoutStates).notNull().default('opened'),
    openedBy: choice('opened_by', checkoutOpeners).notNull(),
    openedByUser: uuid('opened_by_user'),
    openedAt: instant('opened_at').notNull().defaultNow(),
    /** When the provider was asked for its page, and the page. */
    startedAt: instant('started_at'),
    address: text('address'),
    /** The provider's id of the transaction. */
    providerId: text('provider_id'),
    method: choice('method', paymentMethods),
    paidAt: instant('paid_at'),
    /** What came, which is what was asked for, but for money that is held. */
    came: money('came'),
    failure: text('failure'),
    /** What is odd about it. */
    trouble: text('trouble'),
    /** Of several events the payment of the first that takes something; the others are on its receipt. */
    paymentId: uuid('payment_id'),
    /** Why money that came can't be a payment of its booking, and how that ended. */
    heldWhy: text('held_why'),
    heldEnd: choice('held_end', heldEnds),
    heldNote: text('held_note'),
    heldEndedAt: instant('held_ended_at'),
    disputeOver: text('dispute_over'),
    /** How often and when the provider was asked what became of it, and when it will be. */
    asks: smallint('asks').notNull().default(0),
    askedAt: instant('asked_at'),
    nextAskAt: instant('next_ask_at'),
  },
  (t) => [
    unique('checkouts_company_id').on(t.companyId, t.id),
    unique('checkouts_reference').on(t.companyId, t.reference),
    unique('checkouts_payment').on(t.companyId, t.paymentId),
    index('checkouts_booking').on(t.companyId, t.bookingId, t.openedAt.desc()),
    index('checkouts_to_ask').on(t.companyId, t.nextAskAt).where(sql`next_ask_at is not null`),
    foreignKey({ columns: [t.companyId, t.bookingId], foreignColumns: [bookings.companyId, bookings.id] }),
    foreignKey({ columns: [t.companyId, t.paymentId], foreignColumns: [payments.companyId, payments.id] }),
    oneOf('checkouts', 'purpose', checkoutPurposes),
    oneOf('checkouts', 'state', checkoutStates),
    oneOf('checkouts', 'opened_by', checkoutOpeners),
    oneOf('checkouts', 'method', paymentMethods),
    oneOf('checkouts', 'held_end', heldEnds),
    bounded('checkouts', 'failure', 300),
    bounded('checkouts', 'trouble', 500),
    bounded('checkouts', 'held_why', 500),
    bounded('checkouts', 'held_note', 300),
    check('checkouts_amount', sql`amount between 1 and 100000000000`),
  ],
);

/** The events of a checkout that is for several of one customer's; none where it is for its booking alone. */
export const checkoutParts = pgTable(
  'checkout_parts',
  {
    companyId: company(),
    checkoutId: uuid('checkout_id').notNull(),
    bookingId: uuid('booking_id').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.checkoutId, t.bookingId] }),
    index('checkout_parts_booking').on(t.companyId, t.bookingId),
    foreignKey({ columns: [t.companyId, t.checkoutId], foreignColumns: [checkouts.companyId, checkouts.id] }),
    foreignKey({ columns: [t.companyId, t.bookingId], foreignColumns: [bookings.companyId, bookings.id] }),
  ],
);

/** What a provider told, once each. */
export const providerEvents = pgTable(
  'provider_events',
  {
    id: id(),
    companyId: company(),
    identity: text('identity').notNull(),
    kind: text('kind').notNull(),
    reference: text('reference'),
    checkoutId: uuid('checkout_id'),
    outcome: choice('outcome', eventOutcomes).notNull(),
    reason: text('reason'),
    raw: jsonb('raw').$type<unknown>().notNull(),
    receivedAt: instant('received_at').notNull().defaultNow(),
  },
  (t) => [
    unique('provider_events_once').on(t.companyId, t.identity),
    index('provider_events_checkout').on(t.companyId, t.checkoutId).where(sql`checkout_id is not null`),
    index('provider_events_received').on(t.companyId, t.receivedAt),
    foreignKey({ columns: [t.companyId, t.checkoutId], foreignColumns: [checkouts.companyId, checkouts.id] }),
    oneOf('provider_events', 'outcome', eventOutcomes),
    bounded('provider_events', 'reason', 500),
  ],
);
