import { v7 } from 'uuid';
import { beforeAll, describe, expect, test } from 'vitest';
import { readBooking } from '@/db/factories/booking';
import { create, makeOffice, type Office, pay, refusal } from '../testing/office';

let mine: Office;
beforeAll(async () => {
  mine = await makeOffice();
});

describe('payments', () => {
  test('add up, and the same form sent twice counts once', async () => {
    const { id } = await create(mine);
    const once = v7();
    await pay(mine, { bookingId: id, amount: '1,000.00', key: once });
    await pay(mine, { bookingId: id, amount: '1,000.00', key: once });
    await pay(mine, { bookingId: id, amount: '500.25' });
    expect(await readBooking(mine.id, id)).toMatchObject({ paid: 150_025 });
  });

  test('an entry that was used for another payment is refused, not answered as if it were kept', async () => {
    const [first, second] = [await create(mine), await create(mine)];
    const once = v7();
    await pay(mine, { bookingId: first.id, amount: '1,000.00', key: once });
    for (const other of [
      { bookingId: second.id, amount: '1,000.00' },
      { bookingId: first.id, amount: '999.00' },
    ])
      await expect(pay(mine, { ...other, key: once })).rejects.toMatchObject({ code: 'conflict' });
    expect(await readBooking(mine.id, first.id)).toMatchObject({ paid: 100_000 });
    expect(await readBooking(mine.id, second.id)).toMatchObject({ paid: 0 });
  });

  test.each(['0', '-5', 'ten', '1.234', '', '99999999'])('refuse %j', async (amount) => {
    const { id } = await create(mine);
    await expect(pay(mine, { bookingId: id, amount })).rejects.toMatchObject({
      detail: { fields: { amount: expect.any(String) } },
    });
  });

  test('never exceed the total, however many arrive at once', async () => {
    const { id } = await create(mine);
    const results = await Promise.all(
      Array.from({ length: 8 }, () => refusal(pay(mine, { bookingId: id, amount: '800' }))),
    );
    expect(results.filter((error) => error === undefined)).toHaveLength(3);
    expect(await readBooking(mine.id, id)).toMatchObject({ paid: 240_000 });
  });
});
