import { cron } from 'inngest';
import { z } from 'zod';
import { inngest } from '@/lib/inngest/client';
import { now } from '@/lib/platform/clock';
import { announce, queuedEvent } from '../events';
import {
  type BookingPurpose,
  findEventsToAnnounce,
  findUntoldChanges,
  queueBookingMessage,
} from '../outbox/booking-messages';
import { listCompanies } from '../outbox/find-work';

const about = z.object({ companyId: z.uuid(), bookingId: z.uuid() });

/** A confirmed booking is confirmed to its customer, once whatever tells us of it and however often. */
export const sendConfirmation = inngest.createFunction(
  // The event's own definition belongs to a slice above this one.
  { id: 'send-booking-confirmation', triggers: [{ event: 'bookings/booking.confirmed' }], retries: 8 },
  async ({ event }) => {
    const { companyId, bookingId } = about.parse(event.data);
    const queued = await queueBookingMessage(companyId, bookingId, 'booking_confirmation');
    if (queued) await announce(queuedEvent(queued));
    return { queued: queued !== undefined };
  },
);

/** A customer is told of a new date or time, and of a cancellation, with the times that they knew and that hold. */
export const sendChange = inngest.createFunction(
  {
    id: 'send-booking-change',
    triggers: [{ event: 'bookings/booking.moved' }, { event: 'bookings/booking.cancelled' }],
    retries: 8,
  },
  async ({ event }) => {
    const { companyId, bookingId } = about.parse(event.data);
    const purpose = event.name === 'bookings/booking.moved' ? 'booking_moved' : 'booking_cancelled';
    const queued = await queueBookingMessage(companyId, bookingId, purpose);
    if (queued) await announce(queuedEvent(queued));
    return { queued: queued !== undefined };
  },
);

/** Every 10 minutes: what was confirmed, moved or cancelled while nobody listened. */
export const watchChanges = inngest.createFunction(
  { id: 'watch-booking-changes', triggers: [cron('TZ=UTC 7-59/10 * * * *')], retries: 2 },
  async ({ step }) => {
    const companies = await step.run('list companies', listCompanies);
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
    const companies = await step.run('list companies', listCompanies);
    let queued = 0;
    for (const companyId of companies) {
      queued += await step.run(`events of ${companyId}`, () => queueReminders(companyId));
    }
    return { queued };
  },
);

async function queueReminders(companyId: string): Promise<number> {
  return queueAll(companyId, await findEventsToAnnounce(companyId, now()));
}

async function queueAll(
  companyId: string,
  found: { bookingId: string; purpose: BookingPurpose }[],
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
