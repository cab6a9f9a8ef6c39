import { sql } from 'drizzle-orm';
import { actAs } from '@/db/session';
import { blockDay, saveLimits } from '@/lib/bookings/capacity/mutations';
import { addMinimum } from '@/lib/bookings/minimums/mutations';
import { advanceBooking } from '@/lib/bookings/mutations';
import { saveTemplate } from '@/lib/bookings/tasks/checklist-mutations';
import { type Office, refusal } from '@/lib/bookings/testing/office';
import { made } from '../acts';
import { type BesideTable, eventOn, refusedOf, refusedToConfirm, versionOf, year } from './setting';

/** The weekday of a day of that year, Monday is 1. */
const weekday = (day: string) => new Date(`${year}-${day}T00:00Z`).getUTCDay() || 7;
const dear = 100_000_000;

/** Tasks that an event has once it is confirmed. */
const laid =
  (field: string, over: Parameters<typeof made>[1] = {}) =>
  async (office: Office) => {
    const { id } = await made(office, over);
    await advanceBooking(office.staff, { id, to: 'confirmed' });
    const rows = await actAs(office.system, (tx) =>
      tx.execute<Record<string, unknown>>(sql`select t.title, t.for_role as "forRole",
        round(extract(epoch from t.due_at - b.starts_at) / 3600)::int as "fromStart",
        round(extract(epoch from t.due_at - b.confirmed_at) / 3600)::int as "fromYes"
        from booking_tasks t join bookings b on b.id = t.booking_id where b.id = ${id}`),
    );
    return rows.map((row) => row[field]);
  };
const either =
  (one: Parameters<typeof made>[1], other: Parameters<typeof made>[1]) => async (office: Office) => [
    (await laid('title', one)(office)).length,
    (await laid('title', other)(office)).length,
  ];

/** What a company takes on, and what has to be done for it. */
export const limits: Record<string, BesideTable> = {
  capacity_limits: {
    file: 'components/bookings/capacity/capacity-settings-screen.tsx',
    usual: { eventsAtOnce: null, coversADay: null, staffADay: null, opens: null, closes: null },
    save: async (office, by, values) =>
      saveLimits(by, { ...values, version: await versionOf(office, 'capacity_limits') } as never),
    columns: {
      events_at_once: {
        ...{ says: 'Events that run at the same moment.', to: { eventsAtOnce: 1 } },
        ...{ does: refusedToConfirm(eventOn('06-10')), was: false, is: true },
      },
      covers_a_day: {
        ...{ says: 'Guests of all events that begin on one day.', to: { coversADay: 70 } },
        ...{ does: refusedToConfirm({ guests: '75' }), was: false, is: true },
      },
      staff_a_day: {
        ...{ says: 'People on the floor in one day.', to: { staffADay: 2 } },
        ...{ does: refusedToConfirm({ guests: '75' }), was: false, is: true },
      },
      opens: {
        ...{ says: 'An event begins and ends within them', first: { opens: 0, closes: 1380 } },
        ...{ to: { opens: 480, closes: 1380 }, kept: 480 },
        ...{ does: refusedToConfirm(eventOn('06-10', '06:00', '10:00')), was: false, is: true },
      },
      closes: {
        ...{ says: 'Closing at 02:00 is after midnight.', first: { opens: 0, closes: 1380 } },
        ...{ to: { opens: 0, closes: 1200 }, kept: 1200 },
        ...{ does: refusedToConfirm(eventOn('06-10', '18:00', '22:00')), was: false, is: true },
      },
    },
    notSet: 'company_id version',
  },
  blocked_days: {
    file: 'components/bookings/capacity/blocked-days.tsx',
    usual: { day: `${year}-06-10`, reason: 'Kitchen painted' },
    save: (_, by, values) => blockDay(by, values as never),
    columns: {
      day: {
        ...{ says: 'Nothing more is confirmed on them.', to: {}, kept: `${year}-06-10` },
        ...{ does: refusedOf(eventOn('06-10'), eventOn('06-11')), was: [false, false], is: [true, false] },
      },
      reason: {
        ...{ says: 'What is confirmed already stays', to: {}, kept: 'Kitchen painted' },
        does: async (office) => {
          const { id } = await made(office, eventOn('06-10'));
          const told = await refusal(advanceBooking(office.staff, { id, to: 'confirmed' }));
          return String(told).includes('Kitchen painted');
        },
        ...{ was: false, is: true },
      },
    },
    notSet: 'company_id created_at',
  },
  order_minimums: {
    file: 'components/bookings/minimums/minimum-orders.tsx',
    usual: { weekdays: [], validFrom: '2020-01-01', validTo: null, total: null, guests: null },
    save: (_, by, values) => addMinimum(by, values as never),
    columns: {
      weekdays: {
        ...{ says: 'None chosen is every day.', to: { weekdays: [weekday('06-10')], total: dear } },
        kept: [weekday('06-10')],
        ...{ does: refusedOf(eventOn('06-10'), eventOn('06-11')), was: [false, false], is: [true, false] },
      },
      valid_from: {
        ...{ says: 'then the one that began last', to: { validFrom: `${year}-06-11`, total: dear } },
        kept: `${year}-06-11`,
        ...{ does: refusedOf(eventOn('06-10'), eventOn('06-11')), was: [false, false], is: [false, true] },
      },
      valid_to: {
        ...{ says: 'Of a season; none for good.', to: { validTo: `${year}-06-10`, total: dear } },
        kept: `${year}-06-10`,
        ...{ does: refusedOf(eventOn('06-10'), eventOn('06-11')), was: [false, false], is: [true, false] },
      },
      least_total: {
        ...{ says: 'Of menu and services at your prices.', to: { total: 217_501 } },
        ...{ does: refusedToConfirm(), was: false, is: true },
      },
      least_guests: {
        ...{ says: 'How many an event is at least for.', to: { guests: 76 } },
        ...{ does: refusedToConfirm({ guests: '75' }), was: false, is: true },
      },
    },
    notSet: 'id company_id created_at',
  },
  task_templates: {
    file: 'components/bookings/tasks/template-dialog.tsx',
    usual: {
      ...{ title: 'Order the rice', forRole: null, eventType: null, serviceStyle: null },
      ...{ amount: 2, dueUnit: 'days', side: 'before', dueFrom: 'start' },
    },
    save: (_, by, values) => saveTemplate(by, values as never),
    columns: {
      title: {
        ...{ says: 'It is laid onto bookings that are confirmed from now on.', to: { title: 'Buy rice' } },
        ...{ does: laid('title'), was: [], is: ['Buy rice'] },
      },
      for_role: {
        ...{ says: 'Kitchen and drivers see their own in their lists.', to: { forRole: 'kitchen' } },
        ...{ does: laid('forRole'), was: [], is: ['kitchen'] },
      },
      event_type: {
        ...{ says: 'label="For type"', to: { eventType: 'funeral' } },
        ...{ does: either({}, { eventType: 'funeral' }), was: [0, 0], is: [0, 1] },
      },
      service_style: {
        ...{ says: 'label="For style"', to: { serviceStyle: 'plated' } },
        ...{ does: either({}, { serviceStyle: 'plated' }), was: [0, 0], is: [0, 1] },
      },
      due_from: {
        ...{ says: 'label="Reckoned from"', to: { dueFrom: 'confirmation', side: 'after' } },
        ...{ kept: 'confirmation', does: laid('fromYes'), was: [], is: [48] },
      },
      due_amount: {
        ...{ says: 'label="How many"', to: { amount: 3 }, kept: -3 },
        ...{ does: laid('fromStart'), was: [], is: [-72] },
      },
      due_unit: {
        ...{ says: 'label="Hours or days"', to: { dueUnit: 'hours' } },
        ...{ does: laid('fromStart'), was: [], is: [-2] },
      },
    },
    notSet: 'id company_id created_at version',
  },
};
