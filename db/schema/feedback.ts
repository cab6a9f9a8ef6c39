import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  foreignKey,
  index,
  pgTable,
  smallint,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { feedbackSources, questionStages, requestStates } from '../enums';
import { bookingLines } from './booking-lines';
import { bookings } from './bookings';
import { choice, createdAt, id, instant, oneOf, version } from './columns';
import { items } from './menu';
import { messages } from './messaging';
import { customers } from './people';

/** That a completed booking is to be asked about, and how far that went. One per booking, ever. */
export const feedbackRequests = pgTable(
  'feedback_requests',
  {
    id: id(),
    companyId: uuid('company_id').notNull(),
    bookingId: uuid('booking_id').notNull(),
    customerId: uuid('customer_id').notNull(),
    state: choice('state', requestStates).notNull().default('due'),
    stage: choice('stage', questionStages).notNull().default('rating'),
    dueAt: instant('due_at').notNull(),
    messageId: uuid('message_id'),
    askedAt: instant('asked_at'),
    remindedAt: instant('reminded_at'),
    answeredAt: instant('answered_at'),
    closedAt: instant('closed_at'),
    /** When the case opens that a low rating on a page asks for; until then the customer may change it. */
    caseDueAt: instant('case_due_at'),
    /** Why nothing was or will be sent, as a word of the rule that decided. */
    reason: text('reason'),
    /** SHA-256 of the web link's token; the token itself is derived, never stored. */
    linkHash: text('link_hash').unique(),
    createdAt: createdAt(),
    version: version(),
  },
  (t) => [
    unique('feedback_requests_company_id').on(t.companyId, t.id),
    unique('feedback_requests_booking').on(t.companyId, t.bookingId),
    foreignKey({ columns: [t.companyId, t.bookingId], foreignColumns: [bookings.companyId, bookings.id] }),
    foreignKey({ columns: [t.companyId, t.customerId], foreignColumns: [customers.companyId, customers.id] }),
    foreignKey({ columns: [t.companyId, t.messageId], foreignColumns: [messages.companyId, messages.id] }),
    index('feedback_requests_open').on(t.companyId, t.state, t.dueAt),
    index('feedback_requests_case_due').on(t.companyId, t.caseDueAt).where(sql`case_due_at is not null`),
    index('feedback_requests_customer').on(t.companyId, t.customerId),
    oneOf('feedback_requests', 'state', requestStates),
    oneOf('feedback_requests', 'stage', questionStages),
  ],
);

const score = (name: string) => sql.raw(`${name} between 1 and 5`);

export const feedback = pgTable(
  'feedback',
  {
    id: id(),
    companyId: uuid('company_id').notNull(),
    bookingId: uuid('booking_id').notNull(),
    customerId: uuid('customer_id').notNull(),
    rating: smallint('rating'),
    food: smallint('food'),
    service: smallint('service'),
    presentation: smallint('presentation'),
    timeliness: smallint('timeliness'),
    wouldRecommend: boolean('would_recommend'),
    sentiment: smallint('sentiment'),
    needsHuman: boolean('needs_human').notNull().default(false),
    language: text('language'),
    comments: text('comments'),
    source: choice('source', feedbackSources).notNull(),
    /** A person corrected what the parser had read. */
    correctedAt: instant('corrected_at'),
    correctedBy: uuid('corrected_by'),
    givenAt: instant('given_at').notNull().defaultNow(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
    createdAt: createdAt(),
    version: version(),
  },
  (t) => [
    unique('feedback_company_id').on(t.companyId, t.id),
    unique('feedback_booking').on(t.companyId, t.bookingId),
    foreignKey({ columns: [t.companyId, t.bookingId], foreignColumns: [bookings.companyId, bookings.id] }),
    foreignKey({ columns: [t.companyId, t.customerId], foreignColumns: [customers.companyId, customers.id] }),
    index('feedback_given').on(t.companyId, t.givenAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
    check('feedback_rating', score('rating')),
    check('feedback_food', score('food')),
    check('feedback_service', score('service')),
    check('feedback_presentation', score('presentation')),
    check('feedback_timeliness', score('timeliness')),
    check('feedback_sentiment', sql`sentiment between -1 and 1`),
    check('feedback_comments_length', sql`length(comments) <= 65536`),
    oneOf('feedback', 'source', feedbackSources),
  ],
);

/** What the customer said of one dish of the event's own menu. */
export const feedbackDishes = pgTable(
  'feedback_dishes',
  {
    id: id(),
    companyId: uuid('company_id').notNull(),
    feedbackId: uuid('feedback_id').notNull(),
    lineId: uuid('line_id').notNull(),
    /** Of a package's line the dish within it; of another one a trigger says it. None on what was said of a whole package once. */
    itemId: uuid('item_id'),
    liked: boolean('liked').notNull(),
    comment: text('comment'),
    createdAt: createdAt(),
  },
  (t) => [
    unique('feedback_dishes_once').on(t.companyId, t.feedbackId, t.lineId, t.itemId).nullsNotDistinct(),
    index('feedback_dishes_item').on(t.companyId, t.itemId).where(sql`item_id is not null`),
    foreignKey({ columns: [t.companyId, t.feedbackId], foreignColumns: [feedback.companyId, feedback.id] }),
    foreignKey({
      columns: [t.companyId, t.lineId],
      foreignColumns: [bookingLines.companyId, bookingLines.id],
    }),
    foreignKey({ columns: [t.companyId, t.itemId], foreignColumns: [items.companyId, items.id] }),
  ],
);
