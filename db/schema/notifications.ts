import { date, pgTable, primaryKey, smallint, text, uuid } from 'drizzle-orm/pg-core';
import { alerts } from './cases';
import { instant } from './columns';
import { companies } from './companies';
import { users } from './people';

const companyId = () =>
  uuid('company_id')
    .notNull()
    .references(() => companies.id);
const userId = () =>
  uuid('user_id')
    .notNull()
    .references(() => users.id);

/** A kind of alert that a company sends to other roles than usual. */
export const alertRoutes = pgTable(
  'alert_routes',
  {
    companyId: companyId(),
    kind: text('kind').notNull(),
    roles: text('roles').array().notNull(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.companyId, t.kind] })],
);

/** What each person has read. */
export const alertReads = pgTable(
  'alert_reads',
  {
    companyId: companyId(),
    userId: userId(),
    alertId: uuid('alert_id')
      .notNull()
      .references(() => alerts.id, { onDelete: 'cascade' }),
    readAt: instant('read_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.companyId, t.userId, t.alertId] })],
);

/** Who wants one mail a day of what they haven't read, at an hour of the company's clock. */
export const alertDigests = pgTable(
  'alert_digests',
  {
    companyId: companyId(),
    userId: userId(),
    /** None once they ended it; the day of the last mail is kept, so that choosing it again makes no second one. */
    hour: smallint('hour'),
    /** The company's day of the last mail, claimed before it is sent. */
    toldOn: date('told_on'),
    /** When to try again after the server certainly didn't take a mail. */
    retryAt: instant('retry_at'),
  },
  (t) => [primaryKey({ columns: [t.companyId, t.userId] })],
);
