import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  foreignKey,
  index,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { writeOffStates } from '../enums';
import { bounded, choice, id, instant, money, oneOf } from './columns';
import { companies } from './companies';
import { invoices } from './money';
import { users } from './people';

/** What is open of an invoice and won't come: one asks, another approves, and by trigger it is written off then. */
export const writeOffs = pgTable(
  'write_offs',
  {
    id: id(),
    companyId: uuid('company_id')
      .notNull()
      .references(() => companies.id),
    invoiceId: uuid('invoice_id').notNull(),
    /** Minor units: all that was open when it was asked. */
    amount: money('amount').notNull(),
    reason: text('reason').notNull(),
    state: choice('state', writeOffStates).notNull().default('asked'),
    /** By trigger; nobody where it was written off before two were needed. */
    askedBy: uuid('asked_by').references(() => users.id),
    askedAt: instant('asked_at').notNull().defaultNow(),
    /** Whoever asked was the only manager then; by trigger. */
    askedAlone: boolean('asked_alone').notNull().default(false),
    /** By trigger, with the newest state. */
    decidedBy: uuid('decided_by').references(() => users.id),
    decidedAt: instant('decided_at'),
    /** Why it was refused. */
    note: text('note'),
  },
  (t) => [
    unique('write_offs_company_id').on(t.companyId, t.id),
    uniqueIndex('write_offs_asked').on(t.companyId, t.invoiceId).where(sql`state = 'asked'`),
    index('write_offs_invoice').on(t.companyId, t.invoiceId, t.askedAt),
    index('write_offs_waiting').on(t.companyId, t.askedAt).where(sql`state = 'asked'`),
    index('write_offs_asked_by').on(t.askedBy),
    index('write_offs_decided_by').on(t.decidedBy),
    foreignKey({ columns: [t.companyId, t.invoiceId], foreignColumns: [invoices.companyId, invoices.id] }),
    oneOf('write_offs', 'state', writeOffStates),
    bounded('write_offs', 'reason', 300),
    bounded('write_offs', 'note', 300),
    check('write_offs_amount', sql`amount > 0`),
    check('write_offs_decided', sql`(state = 'asked') = (decided_at is null)`),
  ],
);
