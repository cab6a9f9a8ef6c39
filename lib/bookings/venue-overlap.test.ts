import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeBooking } from '@/db/factories/booking';
import { bookings } from '@/db/schema/bookings';
import { actAs } from '@/db/session';
import { advanceBooking, updateBooking } from './mutations';
import { create, edit, inHours, localIn, makeOffice, type Office, refusal } from './testing/office';

let mine: Office;
beforeAll(async () => {
  mine = await makeOffice();
});

describe('one venue, one event at a time (defect 10)', () => {
  test('of twenty overlapping enquiries confirmed at once one is confirmed', async () => {
    const venue = `Castle ${v7()}`;
    const made = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        create(mine, {
          venue: index % 2 ? venue : `  ${venue.toUpperCase()} `,
          startsAt: localIn(100 + (index % 4)),
          endsAt: localIn(104 + (index % 4)),
        }),
      ),
    );
    const results = await Promise.all(
      made.map(({ id }) => refusal(advanceBooking(mine.manager, { id, to: 'confirmed' }))),
    );
    expect(results.filter((error) => error === undefined)).toHaveLength(1);
    const winner = made[results.indexOf(undefined)];
    for (const error of results.filter((one) => one !== undefined))
      expect(error).toMatchObject({
        code: 'conflict',
        message: expect.stringContaining(winner?.reference ?? ''),
      });
  });

  test('the database refuses an overlap written past the mutation', async () => {
    const venue = `Pier ${v7()}`;
    const times = { startsAt: inHours(50), endsAt: inHours(54) };
    await makeBooking(mine.id, { venue, status: 'confirmed', ...times });
    const { id } = await makeBooking(mine.id, { venue, startsAt: inHours(53), endsAt: inHours(58) });
    const write = actAs(mine.manager, (tx) =>
      tx.update(bookings).set({ status: 'confirmed' }).where(eq(bookings.id, id)),
    );
    await expect(write).rejects.toMatchObject({ code: '23P01' });
  });

  test.each([
    ['St. Mary’s Hall', 'st marys hall'],
    ['A.B.C. Centre', 'ABC Centre'],
    ['Mövenpick', 'Mo\u200bvenpick'],
    ['La  Palm', 'La-Palm'],
    ['Kɔkɔ Beach', 'KOKO BEACH.'],
  ])('%j and %j are one venue', async (one, other) => {
    const tag = v7().slice(-6);
    const times = { startsAt: inHours(60), endsAt: inHours(64) };
    await makeBooking(mine.id, { venue: `${one} ${tag}`, status: 'confirmed', ...times });
    const { id } = await makeBooking(mine.id, { venue: `${other} ${tag}`, ...times });
    const write = actAs(mine.manager, (tx) =>
      tx.update(bookings).set({ status: 'confirmed' }).where(eq(bookings.id, id)),
    );
    await expect(write).rejects.toMatchObject({ code: '23P01' });
  });

  test('venues in other scripts stay apart, and signs alone are a venue too', async () => {
    const times = { status: 'confirmed', startsAt: inHours(70), endsAt: inHours(74) } as const;
    for (const venue of ['海滩', '花园', '…', '!!']) await makeBooking(mine.id, { venue, ...times });
  });

  test('back to back is fine, moving a confirmed one onto another isn’t', async () => {
    const venue = `Beach ${v7()}`;
    const first = await create(mine, { venue, startsAt: localIn(30), endsAt: localIn(34) });
    const second = await create(mine, { venue, startsAt: localIn(34), endsAt: localIn(38) });
    await advanceBooking(mine.manager, { id: first.id, to: 'confirmed' });
    await advanceBooking(mine.manager, { id: second.id, to: 'confirmed' });
    await expect(
      updateBooking(mine.manager, await edit(mine, second.id, () => ({ startsAt: localIn(33) }))),
    ).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining(first.reference) });
  });

  test('the sentence names the other event’s time in 24 hours, never "2:00 – 8:00 pm"', async () => {
    const venue = `Garden ${v7()}`;
    const day = `${new Date().getUTCFullYear() + 1}-06-13`;
    const other = await create(mine, { venue, startsAt: `${day}T14:00`, endsAt: `${day}T20:00` });
    await advanceBooking(mine.manager, { id: other.id, to: 'confirmed' });
    const late = await create(mine, { venue, startsAt: `${day}T19:00`, endsAt: `${day}T23:00` });
    await expect(advanceBooking(mine.manager, { id: late.id, to: 'confirmed' })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(/, (Mon|Tue|Wed|Thu|Fri|Sat|Sun), 13 Jun \d{4}, 14:00–20:00\. Change/),
    });
  });
});
