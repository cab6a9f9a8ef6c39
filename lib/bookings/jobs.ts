import 'server-only';
import { cron } from 'inngest';
import { inngest } from '@/lib/inngest/client';
import { listCompanies } from '@/lib/inngest/list-companies';
import { announce, queuedEvent } from '@/lib/messaging/events';
import { now } from '@/lib/platform/clock';
import { findEventsToAnnounce, queueBookingMessage } from './booking-messages';
import { bookingConfirmed } from './events';

/** A confirmed booking is confirmed to its customer, once whatever tells us of it and however often. */
export const sendConfirmation = inngest.createFunction(
  { id: 'send-booking-confirmation', triggers: [bookingConfirmed], retries: 8 },
  async ({ event }) => {
    const { companyId, bookingId } = event.data;
    const queued = await queueBookingMessage(companyId, bookingId, 'booking_confirmation');
    if (queued) await announce(queuedEvent(queued));
    return { queued: queued !== undefined };
  },
);

/** Every hour, because each company's morning is at another time: tomorrow's events and next week's counts. */
export const remindOfEvents = inngest.createFunction(
  { id: 'remind-of-events', triggers: [cron('TZ=UTC 5 * * * *')], retries: 3 },
  async ({ step }) => {
    const companies = await step.run('list companies', () => listCompanies('booking messages'));
    let queued = 0;
    for (const companyId of companies) {
      queued += await step.run(`events of ${companyId}`, () => remindCompany(companyId));
    }
    return { queued };
  },
);

async function remindCompany(companyId: string): Promise<number> {
  let count = 0;
  for (const { bookingId, purpose } of await findEventsToAnnounce(companyId, now())) {
    const queued = await queueBookingMessage(companyId, bookingId, purpose);
    if (!queued) continue;
    await announce(queuedEvent(queued));
    count += 1;
  }
  return count;
}

/** The slice's jobs, for the registry. */
export const bookingJobs = [sendConfirmation, remindOfEvents];
