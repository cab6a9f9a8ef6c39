import 'server-only';
import { eventType } from 'inngest';
import { z } from 'zod';
import { sendEvents } from '@/lib/inngest/send-events';

const schema = z.object({ companyId: z.uuid(), bookingId: z.uuid() });
type BookingEvent = z.infer<typeof schema>;

export const bookingConfirmedEvent = eventType('bookings/booking.confirmed', { schema });
export const bookingCompletedEvent = eventType('bookings/booking.completed', { schema });
/** A confirmed booking has another start. */
export const bookingMovedEvent = eventType('bookings/booking.moved', { schema });
export const bookingCancelledEvent = eventType('bookings/booking.cancelled', { schema });

/** Money came for it. */
export const bookingPaidEvent = eventType('bookings/booking.paid', { schema });

const announced = {
  confirmed: { event: bookingConfirmedEvent, key: 'confirmed' },
  completed: { event: bookingCompletedEvent, key: 'completed' },
  cancelled: { event: bookingCancelledEvent, key: 'cancelled' },
} as const;

export type AnnouncedStatus = keyof typeof announced;

/** Whether a status is one that other slices wait for. */
export function isAnnounced(status: string): status is AnnouncedStatus {
  return status in announced;
}

/**
 * Tells the automation what became of a booking, after the commit. Its id makes a second telling harmless.
 * A failure is logged and left to the sweep, which goes by state: the booking itself is saved.
 */
export async function announceBooking(status: AnnouncedStatus, data: BookingEvent): Promise<void> {
  const { event, key } = announced[status];
  await sendEvents(event.create(data, { id: `${key}-${data.bookingId}` }));
}

/** Tells of a new start of a confirmed booking; `version`: the booking's, so that each move is one event. */
export async function announceMove(data: BookingEvent, version: number): Promise<void> {
  await sendEvents(bookingMovedEvent.create(data, { id: `moved-${data.bookingId}-${version}` }));
}

/** Tells that money came for a booking; `receiptId`: its receipt, so that each time is one event. */
export async function announcePaid(data: BookingEvent, receiptId: string): Promise<void> {
  await sendEvents(bookingPaidEvent.create(data, { id: `paid-${data.bookingId}-${receiptId}` }));
}
