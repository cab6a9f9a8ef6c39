import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { bookingStatuses, eventTypes, serviceStyles } from '../enums';
import { bounded, choice, createdAt, id, instant, money, oneOf, version } from './columns';
import { companies } from './companies';
import { occasions } from './occasions';
import type { CancellationTerm, PaymentPlan } from './payment-plan';
import { customers } from './people';
import type { TaxSnapshot } from './tax-snapshot';

export const bookings = pgTable(
  'bookings',
  {
    id: id(),
    companyId: uuid('company_id')
      .notNull()
      .references(() => companies.id),
    /** Given by trigger from the company's counter. */
    reference: text('reference').notNull().default(''),
    customerId: uuid('customer_id').notNull(),
    /** What it is a part of, where it is of one; asked at the end of a transaction, since a merge of customers moves both. */
    occasionId: uuid('occasion_id'),
    eventName: text('event_name').notNull(),
    eventType: choice('event_type', eventTypes).notNull(),
    serviceStyle: choice('service_style', serviceStyles),
    startsAt: instant('starts_at').notNull(),
    endsAt: instant('ends_at').notNull(),
    venue: text('venue').notNull(),
    /** The venue as the overlap rule compares it: without case, accents, blanks and punctuation. */
    venueKey: text('venue_key').notNull().generatedAlwaysAs(sql`venue_key_of(venue)`),
    venueAddress: text('venue_address'),
    /** Degrees, of a pin that the customer sent; both or none. */
    latitude: doublePrecision('latitude'),
    longitude: doublePrecision('longitude'),
    guests: integer('guests').notNull(),
    guaranteedGuests: integer('guaranteed_guests'),
    actualGuests: integer('actual_guests'),
    /** The greater of guaranteed and served, once the event is completed. */
    billedGuests: integer('billed_guests'),
    /** How many of the guests are children; and meals for people who work there and are no guests. */
    children: integer('children').notNull().default(0),
    vendorMeals: integer('vendor_meals').notNull().default(0),
    status: choice('status', bookingStatuses).notNull().default('enquiry'),
    menuTotal: money('menu_total').notNull().default(0),
    serviceTotal: money('service_total').notNull().default(0),
    subtotal: money('subtotal').notNull().generatedAlwaysAs(sql`menu_total + service_total`),
    /** Basis points off menu and services, from the voucher redeemed on this booking. */
    discountRate: integer('discount_rate').notNull().default(0),
    /** Basis points off menu and services, or an amount, that somebody of the office agreed to, and why. */
    agreedDiscountRate: integer('agreed_discount_rate').notNull().default(0),
    agreedDiscountAmount: money('agreed_discount_amount').notNull().default(0),
    agreedDiscountReason: text('agreed_discount_reason'),
    discount: money('discount').notNull().default(0),
    /** Basis points on the lines after discounts, and whether the tax is on it too; copied from the company. */
    serviceChargeRate: integer('service_charge_rate').notNull().default(0),
    serviceChargeTaxed: boolean('service_charge_taxed').notNull().default(true),
    serviceCharge: money('service_charge').notNull().default(0),
    taxTotal: money('tax_total').notNull().default(0),
    total: money('total')
      .notNull()
      .generatedAlwaysAs(
        sql`menu_total + service_total - discount + service_charge + tax_on_top(tax, tax_total)`,
      ),
    deposit: money('deposit').notNull().default(0),
    /** Received payments less what was given back, kept by trigger. */
    paid: money('paid').notNull().default(0),
    /** What of its bill was credited or written off, kept by trigger. */
    takenOff: money('taken_off').notNull().default(0),
    tax: jsonb('tax').$type<TaxSnapshot>(),
    specialRequests: text('special_requests'),
    /** All that is known of diets in words: the guests' (`diet_list`, by trigger) and what was typed (`diet_notes`). */
    dietary: text('dietary'),
    dietNotes: text('diet_notes'),
    dietList: text('diet_list'),
    /** When the team was there. */
    arrivedAt: instant('arrived_at'),
    /** When its money is due: the company's plan when it was made, by trigger, or its own. */
    paymentPlan: jsonb('payment_plan').$type<PaymentPlan>().notNull().default(sql`null`),
    /** What stays due when it is called off: as its payment plan. */
    cancellationTerms: jsonb('cancellation_terms').$type<CancellationTerm[]>().notNull().default(sql`null`),
    /** What was asked for when it was, in minor units, and why another fee than that of the terms. */
    cancellationFee: money('cancellation_fee'),
    feeReason: text('fee_reason'),
    /** When the customer accepted a quote of it, where that was before it was confirmed. */
    agreedAt: instant('agreed_at'),
    cancelReason: text('cancel_reason'),
    confirmedAt: instant('confirmed_at'),
    completedAt: instant('completed_at'),
    cancelledAt: instant('cancelled_at'),
    createdBy: uuid('created_by'),
    createdAt: createdAt(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
    version: version(),
    /** What it was called and came to in the program that it was imported from; minor units. */
    theirReference: text('their_reference'),
    theirTotal: money('their_total'),
    /** It was over when it was imported: history, of which nobody is asked anything. */
    broughtAlong: boolean('brought_along').notNull().default(false),
  },
  (t) => [
    unique('bookings_company_id').on(t.companyId, t.id),
    unique('bookings_reference').on(t.companyId, t.reference),
    foreignKey({ columns: [t.companyId, t.customerId], foreignColumns: [customers.companyId, customers.id] }),
    foreignKey({
      name: 'bookings_occasion',
      columns: [t.companyId, t.occasionId, t.customerId],
      foreignColumns: [occasions.companyId, occasions.id, occasions.customerId],
    }),
    index('bookings_occasion_start')
      .on(t.companyId, t.occasionId, t.startsAt, t.id)
      .where(sql`occasion_id is not null`),
    index('bookings_start').on(t.companyId, t.startsAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
    index('bookings_ahead')
      .on(t.companyId, t.startsAt, t.endsAt, t.id)
      .where(sql`status not in ('cancelled', 'completed')`),
    index('bookings_status_start').on(
      t.companyId,
      t.status,
      t.startsAt.desc().nullsFirst(),
      t.id.desc().nullsFirst(),
    ),
    index('bookings_total').on(t.companyId, t.total, t.id),
    index('bookings_added').on(t.companyId, t.createdAt, t.id),
    index('bookings_customer_status').on(t.companyId, t.customerId, t.status),
    index('bookings_type_start').on(t.companyId, t.eventType, t.startsAt, t.id),
    index('bookings_venue_start').on(t.companyId, t.venueKey, t.startsAt, t.id),
    index('bookings_customer_start').on(t.companyId, t.customerId, t.startsAt, t.id),
    index('bookings_unpaid')
      .on(t.companyId, t.startsAt, t.id)
      .where(
        sql`paid + taken_off < total and (status in ('quoted', 'confirmed', 'in_progress', 'completed') or cancellation_fee > 0)`,
      ),
    index('bookings_deposit_due')
      .on(t.companyId, t.startsAt, t.id)
      .where(
        sql`paid < deposit and paid + taken_off < total and status in ('quoted', 'confirmed', 'in_progress', 'completed')`,
      ),
    index('bookings_big').on(t.companyId, t.startsAt, t.id).where(sql`guests >= 50`),
    index('bookings_diets').on(t.companyId, t.startsAt, t.id).where(sql`dietary is not null`),
    index('bookings_their_reference')
      .on(t.companyId, t.theirReference)
      .where(sql`their_reference is not null`),
    index('bookings_completed').on(t.companyId, t.completedAt).where(sql`completed_at is not null`),
    oneOf('bookings', 'status', bookingStatuses),
    oneOf('bookings', 'event_type', eventTypes),
    oneOf('bookings', 'service_style', serviceStyles),
    bounded('bookings', 'event_name', 160),
    bounded('bookings', 'venue', 160),
    check(
      'bookings_position',
      sql`(latitude is null) = (longitude is null) and (latitude is null or (latitude between -90 and 90 and longitude between -180 and 180))`,
    ),
    check('bookings_arrived', sql`arrived_at is null or status not in ('enquiry', 'quoted')`),
    check('bookings_guests', sql`guests between 1 and 1000`),
    check('bookings_duration', sql`ends_at > starts_at and ends_at <= starts_at + interval '24 hours'`),
    check('bookings_money', sql`menu_total >= 0 and service_total >= 0 and tax_total >= 0 and deposit >= 0`),
    check('bookings_discount', sql`discount between 0 and menu_total + service_total`),
    check(
      'bookings_agreed_discount',
      sql`agreed_discount_rate between 0 and 10000 and agreed_discount_amount between 0 and 100000000000 and (agreed_discount_rate = 0 or agreed_discount_amount = 0) and (agreed_discount_reason is not null) = (agreed_discount_rate > 0 or agreed_discount_amount > 0) and length(agreed_discount_reason) between 1 and 300`,
    ),
    check('bookings_discount_rate', sql`discount_rate between 0 and 10000`),
    check(
      'bookings_deposit',
      sql`deposit <= menu_total + service_total - discount + service_charge + tax_on_top(tax, tax_total)`,
    ),
    check(
      'bookings_paid',
      sql`paid between 0 and menu_total + service_total - discount + service_charge + tax_on_top(tax, tax_total)`,
    ),
    check('bookings_service_charge_rate', sql`service_charge_rate between 0 and 5000`),
    check(
      'bookings_service_charge',
      sql`service_charge = round((menu_total + service_total - discount) * service_charge_rate / 10000.0)`,
    ),
    check('bookings_taken_off', sql`taken_off >= 0`),
    check('bookings_cancellation_terms', sql`is_cancellation_terms(cancellation_terms)`),
    check(
      'bookings_cancellation_fee',
      sql`cancellation_fee is null or (status = 'cancelled' and cancellation_fee between 0 and menu_total + service_total - discount + service_charge + tax_on_top(tax, tax_total))`,
    ),
    bounded('bookings', 'fee_reason', 300),
    index('bookings_paid_and_waiting')
      .on(t.companyId, t.id)
      .where(sql`status = 'quoted' and agreed_at is not null and paid >= deposit`),
    index('bookings_billed_over')
      .on(t.companyId, t.cancelledAt, t.id)
      .where(sql`status = 'cancelled' and total - taken_off > cancellation_fee`),
    index('bookings_to_give_back')
      .on(t.companyId, t.cancelledAt, t.id)
      .where(sql`status = 'cancelled' and paid + taken_off > total`),
    check('bookings_payment_plan', sql`is_payment_plan(payment_plan)`),
    check('bookings_children', sql`children between 0 and greatest(guests, coalesce(guaranteed_guests, 0))`),
    check('bookings_vendor_meals', sql`vendor_meals between 0 and 1000`),
    check('bookings_billed', sql`billed_guests between 1 and 1000`),
    check('bookings_their_reference_length', sql`length(btrim(their_reference)) between 1 and 80`),
    check('bookings_their_total', sql`their_total between 0 and 10000000000000`),
    check('bookings_brought_along', sql`not brought_along or status in ('completed', 'cancelled')`),
    check('bookings_completed_at', sql`(status = 'completed') = (completed_at is not null)`),
    check('bookings_cancelled_at', sql`(status = 'cancelled') = (cancelled_at is not null)`),
  ],
);
