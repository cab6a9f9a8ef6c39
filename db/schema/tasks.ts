import { sql } from 'drizzle-orm';
import { boolean, check, foreignKey, index, integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { eventTypes, serviceStyles, taskAnchors, taskRoles, taskUnits } from '../enums';
import { bookings } from './bookings';
import { bounded, choice, createdAt, id, instant, oneOf, version } from './columns';
import { companies } from './companies';
import { memberships, users } from './people';

/** A task that a company has for its events: of one type or style, or of all. */
export const taskTemplates = pgTable(
  'task_templates',
  {
    id: id(),
    companyId: uuid('company_id')
      .notNull()
      .references(() => companies.id),
    title: text('title').notNull(),
    /** Whose it is; null: anybody's of the office. */
    forRole: choice('for_role', taskRoles),
    /** null: of every type, of every style. */
    eventType: choice('event_type', eventTypes),
    serviceStyle: choice('service_style', serviceStyles),
    dueFrom: choice('due_from', taskAnchors).notNull(),
    /** Before it where negative. */
    dueAmount: integer('due_amount').notNull(),
    dueUnit: choice('due_unit', taskUnits).notNull(),
    createdAt: createdAt(),
    version: version(),
  },
  (t) => [
    unique('task_templates_company_id').on(t.companyId, t.id),
    bounded('task_templates', 'title', 120),
    oneOf('task_templates', 'for_role', taskRoles),
    oneOf('task_templates', 'event_type', eventTypes),
    oneOf('task_templates', 'service_style', serviceStyles),
    oneOf('task_templates', 'due_from', taskAnchors),
    oneOf('task_templates', 'due_unit', taskUnits),
    check('task_templates_due_amount', sql`due_amount between -1000 and 1000`),
  ],
);

/** A task of one booking. */
export const bookingTasks = pgTable(
  'booking_tasks',
  {
    id: id(),
    companyId: uuid('company_id')
      .notNull()
      .references(() => companies.id),
    bookingId: uuid('booking_id').notNull(),
    /** What it was laid on from, so that it is laid on once. */
    templateId: uuid('template_id'),
    title: text('title').notNull(),
    forRole: choice('for_role', taskRoles),
    assigneeId: uuid('assignee_id'),
    /** Unknown while the booking it is reckoned from isn't confirmed. */
    dueAt: instant('due_at'),
    /** The rule that `due_at` follows, all or none; without one an unpinned task keeps its distance to the start. */
    dueFrom: choice('due_from', taskAnchors),
    dueAmount: integer('due_amount'),
    dueUnit: choice('due_unit', taskUnits),
    /** Whether the date stays where the event moves. */
    pinned: boolean('pinned').notNull().default(false),
    doneAt: instant('done_at'),
    doneBy: uuid('done_by').references(() => users.id),
    /** When the event was called off before it was done. */
    droppedAt: instant('dropped_at'),
    createdBy: uuid('created_by').references(() => users.id),
    createdAt: createdAt(),
    version: version(),
  },
  (t) => [
    unique('booking_tasks_company_id').on(t.companyId, t.id),
    unique('booking_tasks_once').on(t.companyId, t.bookingId, t.templateId),
    foreignKey({ columns: [t.companyId, t.bookingId], foreignColumns: [bookings.companyId, bookings.id] }),
    foreignKey({
      columns: [t.companyId, t.templateId],
      foreignColumns: [taskTemplates.companyId, taskTemplates.id],
    }).onDelete('set null'),
    foreignKey({
      columns: [t.companyId, t.assigneeId],
      foreignColumns: [memberships.companyId, memberships.userId],
    }).onDelete('set null'),
    index('booking_tasks_booking').on(t.companyId, t.bookingId),
    index('booking_tasks_template').on(t.companyId, t.templateId),
    index('booking_tasks_open').on(t.companyId, t.dueAt).where(sql`done_at is null and dropped_at is null`),
    index('booking_tasks_mine')
      .on(t.companyId, t.assigneeId, t.dueAt)
      .where(sql`done_at is null and dropped_at is null`),
    index('booking_tasks_due').on(t.companyId, t.dueAt).where(sql`dropped_at is null`),
    index('booking_tasks_done_by').on(t.doneBy),
    index('booking_tasks_created_by').on(t.createdBy),
    bounded('booking_tasks', 'title', 120),
    oneOf('booking_tasks', 'for_role', taskRoles),
    oneOf('booking_tasks', 'due_from', taskAnchors),
    oneOf('booking_tasks', 'due_unit', taskUnits),
    check('booking_tasks_due_amount', sql`due_amount between -1000 and 1000`),
    check('booking_tasks_due', sql`num_nonnulls(due_from, due_amount, due_unit) in (0, 3)`),
    check('booking_tasks_pinned', sql`not pinned or (due_at is not null and due_from is null)`),
    check('booking_tasks_done', sql`(done_at is null) = (done_by is null)`),
    check('booking_tasks_dropped', sql`done_at is null or dropped_at is null`),
  ],
);
