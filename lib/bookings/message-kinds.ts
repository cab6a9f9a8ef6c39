import type { KindTable } from '@/lib/messaging/kinds';

const aboutTheFuture = { endsWithBooking: true, beforeEventEnds: true } as const;

/** The kinds of message that bookings send. */
export const bookingKinds = {
  booking_confirmation: aboutTheFuture,
  event_reminder: { ...aboutTheFuture, dayBefore: true },
  final_count: aboutTheFuture,
} satisfies Partial<KindTable>;

export type BookingKind = keyof typeof bookingKinds;
