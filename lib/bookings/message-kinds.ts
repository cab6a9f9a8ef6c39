import type { KindTable } from '@/lib/messaging/kinds';
import { speakPaper } from './money/sending/spoken';

const aboutTheFuture = { onlyBookingsCustomer: true, beforeEventEnds: true, tellsStart: true } as const;
const ifItHappens = { ...aboutTheFuture, endsWithBooking: true, beforeEventBegins: true } as const;

/** The kinds of message that bookings send about the event. */
const eventKinds = {
  // One that is confirmed while it is on is confirmed all the same.
  booking_confirmation: { ...aboutTheFuture, endsWithBooking: true },
  booking_moved: { ...ifItHappens, ofNewStart: true },
  booking_cancelled: { ...aboutTheFuture, beforeEventBegins: true },
  event_reminder: { ...ifItHappens, dayBefore: true },
  final_count: { ...ifItHappens, untilFinalCount: true },
} satisfies Partial<KindTable>;

/** All that bookings send. */
export const bookingKinds = {
  ...eventKinds,
  payment_reminder: { onlyBookingsCustomer: true, endsWithBooking: true, whileDue: true },
  paper_sent: { whilePaperHolds: true, speak: speakPaper },
} satisfies Partial<KindTable>;

export type BookingKind = keyof typeof eventKinds;

export const bookingKindNames = Object.keys(eventKinds) as BookingKind[];
