import { sql } from 'drizzle-orm';
import {
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { consentPurposes, consentStates, erasureReasons, erasureStates, purposeSources } from '../enums';
import { bounded, choice, createdAt, id, instant, oneOf, version } from './columns';
import { companies } from './companies';
import { customers, users } from './people';

const companyId = () =>
  uuid('company_id')
    .notNull()
    .references(() => companies.id);

/** The wordings under which people are asked, by purpose; a new one is a new version, and none is changed. */
export const purposeTexts = pgTable(
  'purpose_texts',
  {
    companyId: companyId(),
    purpose: choice('purpose', consentPurposes).notNull(),
    version: integer('version').notNull(),
    words: text('words').notNull(),
    madeBy: uuid('made_by').references(() => users.id),
    madeAt: instant('made_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.purpose, t.version] }),
    index('purpose_texts_made_by').on(t.madeBy),
    oneOf('purpose_texts', 'purpose', consentPurposes),
    check('purpose_texts_version', sql`version between 1 and 10000`),
    bounded('purpose_texts', 'words', 1000),
  ],
);

/** What a person said about a purpose, never changed afterwards; the newest row of a purpose holds. */
export const purposeConsents = pgTable(
  'purpose_consents',
  {
    id: id(),
    companyId: companyId(),
    customerId: uuid('customer_id').notNull(),
    purpose: choice('purpose', consentPurposes).notNull(),
    state: choice('state', consentStates).notNull(),
    /** 0 stands for the house's own words, before a company wrote some. */
    version: integer('version').notNull(),
    words: text('words').notNull(),
    source: choice('source', purposeSources).notNull(),
    reason: text('reason'),
    userId: uuid('user_id').references(() => users.id),
    createdAt: createdAt(),
  },
  (t) => [
    foreignKey({ columns: [t.companyId, t.customerId], foreignColumns: [customers.companyId, customers.id] }),
    index('purpose_consents_newest').on(
      t.companyId,
      t.customerId,
      t.purpose,
      t.createdAt.desc().nullsFirst(),
      t.id.desc().nullsFirst(),
    ),
    index('purpose_consents_user').on(t.userId),
    oneOf('purpose_consents', 'purpose', consentPurposes),
    oneOf('purpose_consents', 'state', consentStates),
    oneOf('purpose_consents', 'source', purposeSources),
    check('purpose_consents_version', sql`version between 0 and 10000`),
    check('purpose_consents_reason', sql`source <> 'staff' or reason is not null`),
    bounded('purpose_consents', 'words', 1000),
    bounded('purpose_consents', 'reason', 500),
  ],
);

/** For how long a company keeps what it need not keep; null: until somebody takes it away. */
export const privacySettings = pgTable(
  'privacy_settings',
  {
    companyId: uuid('company_id')
      .primaryKey()
      .references(() => companies.id),
    messagesMonths: integer('messages_months'),
    mediaMonths: integer('media_months'),
    enquiriesMonths: integer('enquiries_months'),
    photosMonths: integer('photos_months'),
    /** Years in which a bill keeps the name of whom it was made for. */
    billsYears: integer('bills_years'),
    updatedAt: instant('updated_at').notNull().defaultNow(),
    version: version(),
  },
  () => [
    check('privacy_settings_messages', sql`messages_months between 1 and 240`),
    check('privacy_settings_media', sql`media_months between 1 and 240`),
    check('privacy_settings_enquiries', sql`enquiries_months between 1 and 240`),
    check('privacy_settings_photos', sql`photos_months between 1 and 240`),
    check('privacy_settings_bills', sql`bills_years between 1 and 30`),
  ],
);

/** Files of the store that go with an anonymising: ids of photos, and what keys of exports are made of. */
export type ErasedFiles = {
  photos: string[];
  /** Of comments; none in what was emptied before there were any. */
  comments?: { id: string; kind: 'picture' | 'pdf' }[];
  exports: { id: string; format: 'csv' | 'xlsx'; rowParts: number; fileParts: number; generation: number }[];
};

/** Who was anonymised, when, at whose word, and what became of it: without a word of theirs. */
export const erasures = pgTable(
  'erasures',
  {
    id: id(),
    companyId: companyId(),
    customerId: uuid('customer_id').notNull(),
    /** What stands in place of the name; set by the database. */
    label: text('label').notNull(),
    why: choice('why', erasureReasons).notNull(),
    state: choice('state', erasureStates).notNull().default('asked'),
    askedBy: uuid('asked_by').references(() => users.id),
    askedAt: instant('asked_at').notNull().defaultNow(),
    emptiedAt: instant('emptied_at'),
    doneAt: instant('done_at'),
    /** Rows by table. */
    counts: jsonb('counts').$type<Record<string, number>>(),
    files: jsonb('files').$type<ErasedFiles>(),
  },
  (t) => [
    unique().on(t.companyId, t.customerId),
    unique().on(t.companyId, t.id),
    foreignKey({ columns: [t.companyId, t.customerId], foreignColumns: [customers.companyId, customers.id] }),
    index('erasures_newest').on(t.companyId, t.askedAt.desc().nullsFirst()),
    index('erasures_asked_by').on(t.askedBy),
    index('erasures_open').on(t.companyId).where(sql`state <> 'done'`),
    oneOf('erasures', 'why', erasureReasons),
    oneOf('erasures', 'state', erasureStates),
    check('erasures_label_length', sql`length(label) between 1 and 120`),
    check(
      'erasures_emptied',
      sql`(state = 'asked') = (emptied_at is null) and (emptied_at is null) = (counts is null)`,
    ),
    check(
      'erasures_done',
      sql`(state = 'done') = (done_at is not null) and (state <> 'done' or files is null)`,
    ),
  ],
);
