import 'server-only';
import { and, asc, eq, gte, inArray } from 'drizzle-orm';
import { z } from 'zod';
import { bookings } from '@/db/schema/bookings';
import { messages } from '@/db/schema/messaging';
import type { Tx } from '@/db/session';
import { readPin } from '@/lib/messaging/conversations/pin';
import { pinColumn } from '@/lib/messaging/conversations/pin-column';
import { command } from '@/lib/platform/command';
import { notFound, Refusal } from '@/lib/platform/errors';
import { venuePinInput } from './schema';

/** Bookings whose venue somebody has still to find. */
const ahead = ['enquiry', 'quoted', 'confirmed', 'in_progress'] as const;
const mostChoices = 10;

const choice = z.object({ id: z.string(), reference: z.string(), eventName: z.string(), startsAt: z.date() });

/**
 * Makes the place that a customer sent as a pin the position of their event's venue. Without a booking it is their
 * only coming event; where there are several, nothing is written and they are given to choose from. Throws Refusal.
 */
export const positionVenue = command({
  name: 'use pin as venue position',
  permission: 'bookings.update',
  input: venuePinInput,
  output: z.object({ done: choice.nullable(), choices: z.array(choice) }),
  write: async (tx, { messageId, bookingId }, { companyId }, at) => {
    const [message] = await tx
      .select({ customerId: messages.customerId, pin: pinColumn })
      .from(messages)
      .where(
        and(eq(messages.companyId, companyId), eq(messages.id, messageId), eq(messages.direction, 'inbound')),
      );
    const pin = readPin(message?.pin ?? null);
    if (!message || !pin) throw notFound('location');
    if (!message.customerId)
      throw new Refusal('conflict', 'Say who this sender is first, then their event can be chosen.');
    const coming = await comingEvents(tx, { companyId, customerId: message.customerId, at });
    const chosen = bookingId ? coming.find(({ id }) => id === bookingId) : coming[0];
    if (coming.length === 0)
      throw new Refusal('conflict', 'This customer has no coming event whose venue it could be.');
    if (!chosen) throw notFound('booking');
    if (!bookingId && coming.length > 1) return { done: null, choices: coming };
    const { latitude, longitude } = pin;
    await tx
      .update(bookings)
      .set({ latitude, longitude })
      .where(and(eq(bookings.companyId, companyId), eq(bookings.id, chosen.id)));
    return { done: chosen, choices: [] };
  },
});

async function comingEvents(
  tx: Tx,
  { companyId, customerId, at }: { companyId: string; customerId: string; at: Date },
) {
  return tx
    .select({
      id: bookings.id,
      reference: bookings.reference,
      eventName: bookings.eventName,
      startsAt: bookings.startsAt,
    })
    .from(bookings)
    .where(
      and(
        eq(bookings.companyId, companyId),
        eq(bookings.customerId, customerId),
        inArray(bookings.status, [...ahead]),
        gte(bookings.endsAt, at),
      ),
    )
    .orderBy(asc(bookings.startsAt), asc(bookings.id))
    .limit(mostChoices);
}
