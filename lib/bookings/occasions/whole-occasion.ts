import 'server-only';
import { z } from 'zod';
import type { bookings } from '@/db/schema/bookings';
import { command } from '@/lib/platform/command';
import { Refusal, refuseField } from '@/lib/platform/errors';
import { formatMoney } from '@/lib/platform/format/money';
import { loadPricing } from '@/lib/pricing/queries';
import { callOff } from '../cancelling/call-off';
import { confirmLocked } from '../confirm';
import { announceBooking, announcePaid } from '../events';
import { recordParts } from '../money/payments';
import { naming } from '../naming';
import { lockParts } from './load';
import { waits, whyKept } from './rules';
import { cancelInput, confirmInput, payInput } from './schema';
import { splitPayment, sumsOf } from './sums';

type Part = typeof bookings.$inferSelect;

/**
 * Confirms all parts of an occasion that wait for it, in the order of their time, or none: what stands against one is said with its
 * name. A manager's reason to go over limits goes for each that needs one. Throws Refusal.
 */
export const confirmOccasion = command({
  name: 'confirm occasion',
  permission: 'bookings.advance',
  input: confirmInput,
  output: z.object({ confirmed: z.number() }),
  write: async (tx, { id, overLimits }, actor, at) => {
    const parts = await lockParts(tx, id);
    const waiting = parts.filter(waits);
    if (waiting.length === 0)
      throw new Refusal('conflict', 'No part of this occasion waits to be confirmed.');
    for (const part of waiting)
      await naming(nameOf(part), () => confirmLocked(tx, actor, part, { reason: overLimits, at }));
    return { confirmed: waiting.length, ids: waiting.map(({ id: partId }) => partId) };
  },
  after: async ({ ids }, { companyId }) => {
    for (const bookingId of ids) await announceBooking('confirmed', { companyId, bookingId });
  },
});

/** Calls off all parts of an occasion that haven't begun, each by its own terms, or none. Throws Refusal. */
export const cancelOccasion = command({
  name: 'cancel occasion',
  permission: 'bookings.cancel',
  input: cancelInput,
  output: z.object({ cancelled: z.number(), left: z.number() }),
  write: async (tx, { id, reason }, actor, at) => {
    const parts = await lockParts(tx, id);
    const meant = parts.filter((part) => !whyKept(part));
    if (meant.length === 0)
      throw new Refusal('conflict', 'All parts of this occasion are over, under way or cancelled.');
    for (const part of meant)
      await naming(nameOf(part), () => callOff(tx, { id: part.id, reason }, actor, at));
    const ids = meant.map(({ id: partId }) => partId);
    return { cancelled: ids.length, left: parts.length - ids.length, ids };
  },
  after: async ({ ids }, { companyId }) => {
    for (const bookingId of ids) await announceBooking('cancelled', { companyId, bookingId });
  },
});

/**
 * Records money for the whole occasion: one receipt, laid onto its parts by `splitPayment`. Refuses more than what is open of all
 * of them.
 */
export const payOccasion = command({
  name: 'record payment for occasion',
  permission: 'payments.record',
  input: payInput,
  output: z.object({ receiptId: z.uuid(), parts: z.number() }),
  write: async (tx, { id, amount, ...money }, actor, at) => {
    const parts = await lockParts(tx, id);
    const { open } = sumsOf(parts);
    const { currency, locale } = await loadPricing(tx);
    if (open === 0) throw new Refusal('conflict', 'Nothing of this occasion is left to pay.');
    if (amount > open)
      throw refuseField(
        'amount',
        `This is more than what is left to pay. ${formatMoney(open, currency, locale)} is left to pay.`,
      );
    const split = splitPayment(parts, amount);
    const { receiptId } = await recordParts(tx, split, money, actor, at);
    return { receiptId, parts: split.length, ids: split.map(({ bookingId }) => bookingId) };
  },
  after: async ({ ids, receiptId }, { companyId }) => {
    for (const bookingId of ids) await announcePaid({ companyId, bookingId }, receiptId);
  },
});

const nameOf = ({ eventName, reference }: Part) => `“${eventName}” (${reference})`;
