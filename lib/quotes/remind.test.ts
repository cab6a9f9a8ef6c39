import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { readBooking } from '@/db/factories/booking';
import { companies } from '@/db/schema/companies';
import { messages } from '@/db/schema/messaging';
import { quotes } from '@/db/schema/quotes';
import { actAs, readAs } from '@/db/session';
import { updateBooking } from '@/lib/bookings/mutations';
import { create, edit, localIn, makeOffice, type Office } from '@/lib/bookings/testing/office';
import { dayKey } from '@/lib/platform/format/dates';
import { makeQuote } from './mutations';
import { askRanOut, tellRanOut } from './ran-out';
import { remindOfQuotes } from './remind';

vi.mock('@/lib/inngest/client', () => ({
  inngest: { send: async () => undefined, createFunction: () => ({}) },
}));

const day = 86_400_000;
let office: Office;
let bookingId: string;
let ends: Date;

/** An event in twenty days with an open quote that holds until the tenth of them. */
beforeEach(async () => {
  office = await makeOffice();
  ({ id: bookingId } = await create(office, { startsAt: localIn(480), endsAt: localIn(484) }));
  const booking = await readBooking(office.id, bookingId);
  await makeQuote(office.manager, {
    ...{ bookingId, version: booking?.version ?? 0, options: [], way: 'link' },
    validOn: dayKey(new Date(Date.now() + 10 * day), 'Africa/Accra'),
  });
  const [quote] = await actAs(office.system, (tx) => tx.select().from(quotes));
  ends = quote?.validUntil ?? new Date();
});

/** So many days before the end of the quote, at an hour of the company's day. */
const daysBefore = (days: number, hour = 10) => new Date(ends.getTime() - days * day + hour * 3_600_000);
const ranOut = async (now: Date) => {
  const [rows] = await readAs(office.staff, (tx) => [askRanOut(tx, { now: now.toISOString() })] as const);
  return tellRanOut(rows).quotes.map((quote) => quote.bookingId);
};

describe('an open quote', () => {
  test('is reminded of once, so many days before it runs out, in the company’s day', async () => {
    expect(await remindOfQuotes(office.id, daysBefore(4))).toEqual([]);
    expect(await remindOfQuotes(office.id, daysBefore(2, 5))).toEqual([]);
    const both = await Promise.all([
      remindOfQuotes(office.id, daysBefore(2)),
      remindOfQuotes(office.id, daysBefore(2, 11)),
    ]);
    expect(both.flat()).toHaveLength(1);
    expect(await remindOfQuotes(office.id, daysBefore(1))).toEqual([]);
    const [message] = await actAs(office.system, (tx) =>
      tx.select().from(messages).where(eq(messages.kind, 'quote_reminder')),
    );
    expect(message?.contentVariables).toMatchObject({ quote: expect.stringMatching(/-Q1$/) });
  });

  test('isn’t where the company wants none, or where it is void', async () => {
    await actAs(office.system, (tx) => tx.update(companies).set({ quoteRemindDays: null }));
    expect(await remindOfQuotes(office.id, daysBefore(2))).toEqual([]);
    await actAs(office.system, (tx) => tx.update(companies).set({ quoteRemindDays: 5 }));
    await updateBooking(office.manager, await edit(office, bookingId, () => ({ guests: '80' })));
    expect(await remindOfQuotes(office.id, daysBefore(2))).toEqual([]);
  });

  test('that ran out without an answer is on Today for two weeks, while its event is to come', async () => {
    expect(await ranOut(daysBefore(0, -1))).toEqual([]);
    expect(await ranOut(daysBefore(0, 1))).toEqual([bookingId]);
    expect(await ranOut(daysBefore(-15))).toEqual([]);
    await updateBooking(office.manager, await edit(office, bookingId, () => ({ guests: '80' })));
    expect(await ranOut(daysBefore(0, 1))).toEqual([]);
  });
});
