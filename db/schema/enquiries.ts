import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { answerWays, enquirySources, enquiryStages, eventTypes, lostReasons } from '../enums';
import { bookings } from './bookings';
import { bounded, choice, createdAt, id, instant, money, oneOf, version } from './columns';
import { companies } from './companies';
import { conversations } from './messaging';
import { customers } from './people';

/**
 * Somebody asks for an event: from their first word to the booking that is won or lost. Every booking that begins as
 * an enquiry or a quote has one, made by trigger; what both know is then the booking's to say.
 */
export const enquiries = pgTable(
  'enquiries',
  {
    id: id(),
    companyId: uuid('company_id')
      .notNull()
      .references(() => companies.id),
    stage: choice('stage', enquiryStages).notNull().default('inquiry'),
    stageAt: instant('stage_at').notNull().defaultNow(),
    source: choice('source', enquirySources).notNull(),
    name: text('name').notNull(),
    /** E.164; what the person typed, proven by nothing. */
    phone: text('phone'),
    email: text('email'),
    eventType: choice('event_type', eventTypes),
    eventDate: date('event_date', { mode: 'string' }),
    guests: integer('guests'),
    place: text('place'),
    /** Minor units. */
    budget: money('budget'),
    message: text('message'),
    /** The office's own. */
    notes: text('notes'),
    followUpOn: date('follow_up_on', { mode: 'string' }),
    followUpNote: text('follow_up_note'),
    ownerId: uuid('owner_id'),
    /** Whose it is, once somebody of the office has said so. */
    customerId: uuid('customer_id'),
    /** Written by trigger with the booking. */
    bookingId: uuid('booking_id'),
    conversationId: uuid('conversation_id'),
    receivedAt: instant('received_at').notNull().defaultNow(),
    /** First answer of the office, on whichever channel. */
    answeredAt: instant('answered_at'),
    answeredBy: choice('answered_by', answerWays),
    lostReason: choice('lost_reason', lostReasons),
    lostNote: text('lost_note'),
    spamAt: instant('spam_at'),
    /** The wording that was agreed to, as it was read. */
    consentVersion: integer('consent_version'),
    consentWords: text('consent_words'),
    /** Of the opened form: sent twice, it is one enquiry. */
    postKey: text('post_key'),
    /** When the office and the person were told of it. */
    toldAt: instant('told_at'),
    /** When who asked was taken out of it; what was lost and why stays. */
    forgottenAt: instant('forgotten_at'),
    createdBy: uuid('created_by'),
    createdAt: createdAt(),
    version: version(),
  },
  (t) => [
    unique('enquiries_company_id').on(t.companyId, t.id),
    unique('enquiries_booking').on(t.companyId, t.bookingId),
    unique('enquiries_post_key').on(t.companyId, t.postKey),
    foreignKey({ columns: [t.companyId, t.customerId], foreignColumns: [customers.companyId, customers.id] }),
    foreignKey({ columns: [t.companyId, t.bookingId], foreignColumns: [bookings.companyId, bookings.id] }),
    foreignKey({
      columns: [t.companyId, t.conversationId],
      foreignColumns: [conversations.companyId, conversations.id],
    }),
    index('enquiries_stage').on(t.companyId, t.stage, t.receivedAt.desc().nullsFirst()),
    index('enquiries_newest').on(t.companyId, t.receivedAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
    index('enquiries_follow_up').on(t.companyId, t.followUpOn).where(sql`follow_up_on is not null`),
    index('enquiries_customer').on(t.companyId, t.customerId),
    index('enquiries_conversation').on(t.companyId, t.conversationId),
    index('enquiries_phone_key').on(t.companyId, sql`phone_key(phone)`),
    index('enquiries_untold').on(t.companyId).where(sql`told_at is null`),
    index('enquiries_stage_at').on(t.companyId, t.stageAt),
    index('enquiries_old')
      .on(t.companyId, t.stageAt)
      .where(sql`stage = 'lost' and customer_id is null and booking_id is null and forgotten_at is null`),
    index('enquiries_open')
      .on(t.companyId, t.receivedAt.desc().nullsFirst(), t.id.desc().nullsFirst())
      .where(sql`stage in ('inquiry', 'consultation', 'proposal', 'negotiation')`),
    index('enquiries_unanswered')
      .on(t.companyId, t.receivedAt.desc().nullsFirst(), t.id.desc().nullsFirst())
      .where(sql`answered_at is null`),
    index('enquiries_spam')
      .on(t.companyId, t.receivedAt.desc().nullsFirst(), t.id.desc().nullsFirst())
      .where(sql`spam_at is not null`),
    index('enquiries_email_key').on(t.companyId, sql`lower(email)`),
    oneOf('enquiries', 'stage', enquiryStages),
    oneOf('enquiries', 'source', enquirySources),
    oneOf('enquiries', 'event_type', eventTypes),
    oneOf('enquiries', 'answered_by', answerWays),
    oneOf('enquiries', 'lost_reason', lostReasons),
    bounded('enquiries', 'name', 120),
    check('enquiries_guests', sql`guests between 1 and 100000`),
    check('enquiries_budget', sql`budget between 1 and 100000000000`),
    check('enquiries_phone_form', sql`phone ~ '^\\+[1-9][0-9]{6,14}$'`),
    check(
      'enquiries_lengths',
      sql`length(email) <= 254 and length(place) <= 160 and length(message) <= 4000 and length(notes) <= 4000 and length(follow_up_note) <= 200 and length(lost_note) <= 500 and length(consent_words) <= 500`,
    ),
    check('enquiries_lost', sql`(stage = 'lost') = (lost_reason is not null)`),
    check('enquiries_won', sql`stage <> 'won' or booking_id is not null`),
    check('enquiries_answered', sql`(answered_at is null) = (answered_by is null)`),
    check('enquiries_consent', sql`(consent_version is null) = (consent_words is null)`),
  ],
);

/** How a company takes enquiries: its public form, and what it marks. Without a row the usual holds. */
export const enquirySettings = pgTable(
  'enquiry_settings',
  {
    companyId: uuid('company_id')
      .primaryKey()
      .references(() => companies.id),
    formOn: boolean('form_on').notNull().default(false),
    /** In the form's address; nothing of the company can be guessed from it. */
    formKey: text('form_key').notNull().unique(),
    /** Origins that may show the form within their pages. */
    sites: text('sites').array().notNull().default([]),
    heading: text('heading'),
    intro: text('intro'),
    thanks: text('thanks'),
    consentWords: text('consent_words').notNull(),
    /** Raised by trigger with each other wording. */
    consentVersion: integer('consent_version').notNull().default(1),
    /** Minor units from which on an enquiry is marked as of high value; 5,000 of the currency where nothing stands. */
    highValue: money('high_value'),
    /** Days before the event within which it is urgent. */
    urgentDays: smallint('urgent_days').notNull().default(7),
    /** Minutes within which the office means to answer. */
    answerWithin: integer('answer_within').notNull().default(60),
    updatedAt: instant('updated_at').notNull().defaultNow(),
    version: version(),
  },
  () => [
    check('enquiry_settings_key', sql`form_key ~ '^[A-Za-z0-9_-]{16,40}$'`),
    check('enquiry_settings_sites', sql`cardinality(sites) <= 20`),
    check('enquiry_settings_urgent', sql`urgent_days between 1 and 90`),
    check('enquiry_settings_answer', sql`answer_within between 5 and 10080`),
    check('enquiry_settings_high', sql`high_value between 1 and 100000000000`),
    check(
      'enquiry_settings_lengths',
      sql`length(heading) <= 120 and length(intro) <= 1000 and length(thanks) <= 1000 and length(btrim(consent_words)) between 1 and 500`,
    ),
  ],
);

/** What spam is known again by: keyed hashes of numbers, addresses and texts, from which nothing can be read. */
export const enquiryBlocks = pgTable(
  'enquiry_blocks',
  {
    companyId: uuid('company_id')
      .notNull()
      .references(() => companies.id),
    hash: text('hash').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.hash] }),
    index('enquiry_blocks_age').on(t.companyId, t.createdAt),
    check('enquiry_blocks_hash', sql`hash ~ '^[0-9a-f]{64}$'`),
  ],
);
