import 'server-only';
import { cron } from 'inngest';
import { inngest } from '@/lib/inngest/client';
import { listCompanies } from '@/lib/inngest/list-companies';
import { announce, queuedEvent } from '@/lib/messaging/events';
import { now } from '@/lib/platform/clock';
import { findEventsToAnnounce, findUntoldChanges, queueBookingMessage } from './booking-messages';
import { bookingCancelledEvent, bookingConfirmedEvent, bookingMovedEvent } from './events';
import type { BookingKind } from './message-kinds';
import { askAboutDoubted, watchCheckouts } from './money/online/jobs';
import { sweepPhotos } from './photos/keep-photo';
import { undoSeconds } from './rules';
import { remindOfPayments } from './schedule/remind';
import { tellLateStarts } from './starts/tell-late';
import { tellExemptions } from './tell-exemptions';

/** A confirmed booking is confirmed to its customer, once whatever tells us of it and however often. */
export const sendConfirmation = inngest.createFunction(
  { id: 'send-booking-confirmation', triggers: [bookingConfirmedEvent], retries: 8 },
  async ({ event }) => {
    const { companyId, bookingId } = event.data;
    const queued = await queueBookingMessage(companyId, bookingId, 'booking_confirmation');
    if (queued) await announce(queuedEvent(queued));
    return { queued: queued !== undefined };
  },
);

/** A customer is told of a new date or time, and of a cancellation, with the times that they knew and that hold. */
export const sendChange = inngest.createFunction(
  {
    id: 'send-booking-change',
    triggers: [bookingMovedEvent, bookingCancelledEvent],
    retries: 8,
  },
  async ({ event, step }) => {
    const { companyId, bookingId } = event.data;
    // Taken back meanwhile, the record says what the customer knows, and nothing is sent.
    if (event.name === bookingMovedEvent.name) await step.sleep('time to undo', `${undoSeconds}s`);
    const purpose = event.name === bookingMovedEvent.name ? 'booking_moved' : 'booking_cancelled';
    const queued = await queueBookingMessage(companyId, bookingId, purpose);
    if (queued) await announce(queuedEvent(queued));
    return { queued: queued !== undefined };
  },
);

/** Every 10 minutes: what was confirmed, moved or cancelled while nobody listened. */
export const watchChanges = inngest.createFunction(
  { id: 'watch-booking-changes', triggers: [cron('TZ=UTC 7-59/10 * * * *')], retries: 2 },
  async ({ step }) => {
    const companies = await step.run('list companies', () => listCompanies('booking messages'));
    let queued = 0;
    for (const companyId of companies) {
      queued += await step.run(`changes of ${companyId}`, async () =>
        queueAll(companyId, await findUntoldChanges(companyId, now())),
      );
    }
    return { queued };
  },
);

/** Every hour, because each company's morning is at another time: tomorrow's events and next week's counts. */
export const remindOfEvents = inngest.createFunction(
  { id: 'remind-of-events', triggers: [cron('TZ=UTC 5 * * * *')], retries: 3 },
  async ({ step }) => {
    const companies = await step.run('list companies', () => listCompanies('booking messages'));
    let queued = 0;
    for (const companyId of companies) {
      queued += await step.run(`events of ${companyId}`, () => queueReminders(companyId));
    }
    return { queued };
  },
);

/** Every hour, because each company's day is at another time: payments that are due soon, and those that are late. */
export const remindPayments = inngest.createFunction(
  { id: 'remind-of-payments', triggers: [cron('TZ=UTC 25 * * * *')], retries: 3 },
  async ({ step }) => {
    const companies = await step.run('list companies', () => listCompanies('payment reminders'));
    let queued = 0;
    for (const companyId of companies)
      queued += await step.run(`payments of ${companyId}`, async () => {
        const orders = await remindOfPayments(companyId, now());
        for (const order of orders) await announce(queuedEvent(order));
        return orders.length;
      });
    return { queued };
  },
);

/** Every 10 minutes: events that should have started. */
export const watchStarts = inngest.createFunction(
  { id: 'watch-event-starts', triggers: [cron('TZ=UTC 3-59/10 * * * *')], retries: 2 },
  async ({ step }) => {
    const companies = await step.run('list companies', () => listCompanies('late starts'));
    let told = 0;
    for (const companyId of companies)
      told += await step.run(`starts of ${companyId}`, () => tellLateStarts(companyId, now()));
    return { told };
  },
);

/** Every night: exemptions from tax that end soon, or have ended under open bookings. */
export const watchExemptions = inngest.createFunction(
  { id: 'watch-exemptions', triggers: [cron('TZ=UTC 40 4 * * *')], retries: 2 },
  async ({ step }) => {
    let told = 0;
    for (const companyId of await step.run('list companies', () => listCompanies('exemptions')))
      told += await step.run(`exemptions of ${companyId}`, () => tellExemptions(companyId, now()));
    return { told };
  },
);

/** Every night: photos that were taken away a day ago, with their files. */
export const tidyPhotos = inngest.createFunction(
  { id: 'tidy-photos', triggers: [cron('TZ=UTC 50 3 * * *')], retries: 2 },
  async ({ step }) =>
    step.run('forget what was taken away', async () => {
      let gone = 0;
      for (const companyId of await listCompanies('tidy-photos')) gone += await sweepPhotos(companyId, now());
      return { gone };
    }),
);

async function queueReminders(companyId: string): Promise<number> {
  return queueAll(companyId, await findEventsToAnnounce(companyId, now()));
}

async function queueAll(
  companyId: string,
  found: { bookingId: string; purpose: BookingKind }[],
): Promise<number> {
  let count = 0;
  for (const { bookingId, purpose } of found) {
    const queued = await queueBookingMessage(companyId, bookingId, purpose);
    if (!queued) continue;
    await announce(queuedEvent(queued));
    count += 1;
  }
  return count;
}

/** The slice's jobs, for the registry. */
export const bookingJobs = [
  sendConfirmation,
  sendChange,
  watchChanges,
  remindOfEvents,
  remindPayments,
  watchStarts,
  watchExemptions,
  tidyPhotos,
  watchCheckouts,
  askAboutDoubted,
];
