import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
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
import {
  approvalStates,
  languages,
  messageChannels,
  messageDirections,
  messageForms,
  messageKinds,
  messageStatuses,
  templateCategories,
  templatePurposes,
} from '../enums';
import { bookings } from './bookings';
import { bounded, choice, createdAt, id, instant, oneOf, version } from './columns';
import { companies } from './companies';
import { customers } from './people';

/** A WhatsApp number (or messaging service) that a company sends from. */
export const senders = pgTable(
  'senders',
  {
    id: id(),
    companyId: uuid('company_id')
      .notNull()
      .references(() => companies.id),
    name: text('name').notNull(),
    /** Empty means the account of the installation's environment. */
    accountSid: text('account_sid'),
    /** Sealed with the installation's secret; never leaves the server. */
    authTokenSealed: text('auth_token_sealed'),
    address: text('address'),
    messagingServiceSid: text('messaging_service_sid'),
    /** Number or name that SMS come from where WhatsApp can't reach a customer; none: no SMS. */
    smsAddress: text('sms_address'),
    active: boolean('active').notNull().default(true),
    /** Set when an account-level fault stopped the queue; cleared by a person or a good connection test. */
    pausedAt: instant('paused_at'),
    pausedReason: text('paused_reason'),
    pausedUntil: instant('paused_until'),
    /** Messages a second. */
    rate: smallint('rate').notNull().default(80),
    testedAt: instant('tested_at'),
    createdAt: createdAt(),
    version: version(),
  },
  (t) => [
    unique('senders_company_id').on(t.companyId, t.id),
    unique('senders_address').on(t.address),
    unique('senders_service').on(t.messagingServiceSid),
    uniqueIndex('senders_sms_number').on(t.smsAddress).where(sql`sms_address like '+%'`),
    uniqueIndex('senders_one_active').on(t.companyId).where(sql`active`),
    check('senders_has_origin', sql`num_nonnulls(address, messaging_service_sid) >= 1`),
    check('senders_address_form', sql`address ~ '^whatsapp:\\+[1-9][0-9]{6,14}$'`),
    check(
      'senders_sms_address_form',
      sql`sms_address ~ '^\\+[1-9][0-9]{6,14}$' or (sms_address ~ '^[A-Za-z0-9 ]{3,11}$' and sms_address ~ '[A-Za-z]')`,
    ),
    check('senders_rate', sql`rate between 1 and 500`),
    bounded('senders', 'name', 80),
  ],
);

export type TemplateButton = { id: string; title: string };

export const templates = pgTable(
  'templates',
  {
    id: id(),
    companyId: uuid('company_id')
      .notNull()
      .references(() => companies.id),
    purpose: choice('purpose', templatePurposes).notNull(),
    language: choice('language', languages).notNull(),
    name: text('name').notNull(),
    body: text('body').notNull(),
    /** Names in the order of {{1}}, {{2}}, … */
    variables: jsonb('variables').$type<string[]>().notNull().default([]),
    samples: jsonb('samples').$type<Record<string, string>>().notNull().default({}),
    buttons: jsonb('buttons').$type<TemplateButton[]>().notNull().default([]),
    category: choice('category', templateCategories).notNull().default('utility'),
    /** What WhatsApp made of the category, when it differs from ours. */
    grantedCategory: choice('granted_category', templateCategories),
    contentSid: text('content_sid'),
    approval: choice('approval', approvalStates).notNull().default('unsubmitted'),
    rejectionReason: text('rejection_reason'),
    checkedAt: instant('checked_at'),
    /** The wording in use. A new version waits beside it until WhatsApp has approved it. */
    active: boolean('active').notNull().default(true),
    /** When another version took its place, or it was given up; kept for the messages that were sent with it. */
    retiredAt: instant('retired_at'),
    createdAt: createdAt(),
    version: version(),
  },
  (t) => [
    unique('templates_company_id').on(t.companyId, t.id),
    uniqueIndex('templates_in_use').on(t.companyId, t.purpose, t.language).where(sql`active`),
    uniqueIndex('templates_next')
      .on(t.companyId, t.purpose, t.language)
      .where(sql`not active and retired_at is null`),
    check('templates_retired', sql`not (active and retired_at is not null)`),
    check('templates_content_sid', sql`content_sid ~ '^HX[0-9a-f]{32}$'`),
    bounded('templates', 'body', 1024),
    oneOf('templates', 'purpose', templatePurposes),
    oneOf('templates', 'language', languages),
    oneOf('templates', 'category', templateCategories),
    oneOf('templates', 'granted_category', templateCategories),
    oneOf('templates', 'approval', approvalStates),
  ],
);

/** All messages with one address; the address is `whatsapp:+…` or `whatsapp:<business-scoped id>`. */
export const conversations = pgTable(
  'conversations',
  {
    id: id(),
    companyId: uuid('company_id')
      .notNull()
      .references(() => companies.id),
    customerId: uuid('customer_id'),
    address: text('address').notNull(),
    profileName: text('profile_name'),
    /** Opens the 24 hours in which free text may be sent. */
    lastInboundAt: instant('last_inbound_at'),
    lastMessageAt: instant('last_message_at').notNull().defaultNow(),
    unread: integer('unread').notNull().default(0),
    createdAt: createdAt(),
  },
  (t) => [
    unique('conversations_company_id').on(t.companyId, t.id),
    unique('conversations_address').on(t.companyId, t.address),
    index('conversations_newest').on(
      t.companyId,
      t.lastMessageAt.desc().nullsFirst(),
      t.id.desc().nullsFirst(),
    ),
    index('conversations_unread')
      .on(t.companyId, t.lastMessageAt.desc().nullsFirst(), t.id.desc().nullsFirst())
      .where(sql`unread > 0`),
    index('conversations_customer').on(t.companyId, t.customerId),
    index('conversations_address_key').on(t.companyId, sql`phone_key(address)`),
    foreignKey({ columns: [t.companyId, t.customerId], foreignColumns: [customers.companyId, customers.id] }),
    check('conversations_address_form', sql`length(address) between 3 and 200`),
  ],
);

export type MessageMedia = { url: string; contentType: string; storedAs?: string };

/** The log and the outbox: one row per message in either direction, written before anything is sent. */
export const messages = pgTable(
  'messages',
  {
    id: id(),
    companyId: uuid('company_id')
      .notNull()
      .references(() => companies.id),
    conversationId: uuid('conversation_id').notNull(),
    customerId: uuid('customer_id'),
    bookingId: uuid('booking_id'),
    senderId: uuid('sender_id'),
    templateId: uuid('template_id'),
    direction: choice('direction', messageDirections).notNull(),
    channel: choice('channel', messageChannels).notNull().default('whatsapp'),
    kind: choice('kind', messageKinds).notNull(),
    /** What makes it the only one of its sort (`feedback_request:<booking>`), and the start it speaks of. */
    onceKey: text('once_key'),
    aboutStart: instant('about_start'),
    body: text('body').notNull().default(''),
    contentSid: text('content_sid'),
    contentVariables: jsonb('content_variables').$type<Record<string, string>>(),
    buttons: jsonb('buttons').$type<TemplateButton[]>(),
    form: choice('form', messageForms).notNull().default('text'),
    /** Answers the customer's own message: quiet hours and the contact cap don't hold it back. */
    asked: boolean('asked').notNull().default(false),
    status: choice('status', messageStatuses).notNull(),
    sid: text('sid').unique(),
    errorCode: integer('error_code'),
    errorText: text('error_text'),
    /** Why it was decided not to send, and why it waits, as words of `lib/messaging/outbox/rules`. */
    notSentReason: text('not_sent_reason'),
    heldReason: text('held_reason'),
    attempts: smallint('attempts').notNull().default(0),
    /** Retries made for the kind of trouble that `errorCode` names. */
    retries: smallint('retries').notNull().default(0),
    nextAttemptAt: instant('next_attempt_at'),
    claimedAt: instant('claimed_at'),
    buttonPayload: text('button_payload'),
    buttonText: text('button_text'),
    repliedToSid: text('replied_to_sid'),
    media: jsonb('media').$type<MessageMedia[]>(),
    raw: jsonb('raw').$type<Record<string, string | string[]>>(),
    /** What the parser read in it. */
    reading: jsonb('reading').$type<Record<string, unknown>>(),
    userId: uuid('user_id'),
    createdAt: createdAt(),
    sentAt: instant('sent_at'),
    deliveredAt: instant('delivered_at'),
    readAt: instant('read_at'),
    failedAt: instant('failed_at'),
    handledAt: instant('handled_at'),
  },
  (t) => [
    unique('messages_company_id').on(t.companyId, t.id),
    unique('messages_once').on(t.companyId, t.onceKey),
    uniqueIndex('messages_once_per_booking')
      .on(t.companyId, t.bookingId, t.kind)
      .where(
        sql`direction = 'outbound' and channel = 'whatsapp' and kind in ('feedback_request', 'feedback_reminder', 'thank_you', 'recovery')`,
      ),
    foreignKey({
      columns: [t.companyId, t.conversationId],
      foreignColumns: [conversations.companyId, conversations.id],
    }),
    foreignKey({ columns: [t.companyId, t.customerId], foreignColumns: [customers.companyId, customers.id] }),
    foreignKey({ columns: [t.companyId, t.bookingId], foreignColumns: [bookings.companyId, bookings.id] }),
    foreignKey({ columns: [t.companyId, t.senderId], foreignColumns: [senders.companyId, senders.id] }),
    foreignKey({ columns: [t.companyId, t.templateId], foreignColumns: [templates.companyId, templates.id] }),
    index('messages_newest').on(t.companyId, t.createdAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
    index('messages_old')
      .on(t.companyId, t.createdAt)
      .where(sql`body <> '' or raw is not null or content_variables is not null or reading is not null`),
    index('messages_old_media').on(t.companyId, t.createdAt).where(sql`media is not null`),
    index('messages_conversation').on(
      t.companyId,
      t.conversationId,
      t.createdAt.desc().nullsFirst(),
      t.id.desc().nullsFirst(),
    ),
    index('messages_booking').on(t.companyId, t.bookingId),
    index('messages_customer').on(t.companyId, t.customerId, t.createdAt.desc().nullsFirst()),
    index('messages_outbound_states').on(t.companyId, t.status).where(sql`direction = 'outbound'`),
    index('messages_open')
      .on(t.companyId, t.nextAttemptAt)
      .where(sql`status in ('waiting', 'sending', 'unknown')`),
    index('messages_unhandled')
      .on(t.companyId, t.createdAt)
      .where(sql`direction = 'inbound' and handled_at is null`),
    oneOf('messages', 'direction', messageDirections),
    oneOf('messages', 'channel', messageChannels),
    oneOf('messages', 'kind', messageKinds),
    oneOf('messages', 'status', messageStatuses),
    oneOf('messages', 'form', messageForms),
    check('messages_body_length', sql`length(body) <= 65536`),
    check('messages_not_sent_has_reason', sql`(status = 'not_sent') = (not_sent_reason is not null)`),
    check('messages_quote_change', sql`kind <> 'quote_change' or handled_at is not null`),
    check('messages_inbound_received', sql`(direction = 'inbound') = (status = 'received')`),
  ],
);

/** Every status callback, in order of arrival; one that names an unknown message waits here. */
export const messageEvents = pgTable(
  'message_events',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    companyId: uuid('company_id')
      .notNull()
      .references(() => companies.id),
    sid: text('sid').notNull(),
    /** The message it was matched to, also where a later attempt has given that message another SID. */
    messageId: uuid('message_id'),
    status: text('status').notNull(),
    errorCode: integer('error_code'),
    raw: jsonb('raw').$type<Record<string, string | string[]>>().notNull(),
    receivedAt: instant('received_at').notNull().defaultNow(),
    appliedAt: instant('applied_at'),
  },
  (t) => [
    index('message_events_newest').on(t.companyId, t.id.desc().nullsFirst()),
    index('message_events_sid').on(t.companyId, t.sid),
    index('message_events_message').on(t.companyId, t.messageId),
    check('message_events_status_length', sql`length(status) between 1 and 40`),
  ],
);
