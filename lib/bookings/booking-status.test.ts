import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeBooking, readBooking } from '@/db/factories/booking';
import { makeCompany, type TestCompany } from '@/db/factories/company';
import { bookings } from '@/db/schema/bookings';
import { actAs } from '@/db/session';
import { cancelBooking } from './cancelling/call-off';
import { advanceBooking, updateBooking } from './mutations';
import { create, edit, inHours, localIn, makeOffice, type Office, pay } from './testing/office';

let mine: Office;
let theirs: TestCompany;
beforeAll(async () => {
  mine = await makeOffice();
  theirs = await makeCompany();
});

describe('the way of a booking', () => {
  test('from enquiry to completed, with its times', async () => {
    const { id } = await create(mine, { startsAt: localIn(1), endsAt: localIn(4) });
    await advanceBooking(mine.staff, { id, to: 'quoted' });
    await advanceBooking(mine.staff, { id, to: 'enquiry' });
    await advanceBooking(mine.staff, { id, to: 'confirmed' });
    await advanceBooking(mine.staff, { id, to: 'in_progress' });
    await expect(advanceBooking(mine.staff, { id, to: 'completed' })).rejects.toMatchObject({
      message: expect.stringContaining('hasn’t begun'),
    });
    const begun = { startsAt: inHours(-2), endsAt: inHours(2) };
    await actAs(mine.system, (tx) => tx.update(bookings).set(begun).where(eq(bookings.id, id)));
    await advanceBooking(mine.staff, { id, to: 'completed' });
    expect(await readBooking(mine.id, id)).toMatchObject({
      status: 'completed',
      confirmedAt: expect.any(Date),
      completedAt: expect.any(Date),
    });
  });

  test('a draft can’t be completed, neither by the mutation nor past it (defect 11)', async () => {
    const { id } = await makeBooking(mine.id, { startsAt: inHours(-3) });
    await expect(advanceBooking(mine.manager, { id, to: 'completed' })).rejects.toMatchObject({
      code: 'conflict',
    });
    for (const actor of [mine.manager, mine.staff, mine.system]) {
      const write = actAs(actor, (tx) =>
        tx.update(bookings).set({ status: 'completed', completedAt: new Date() }).where(eq(bookings.id, id)),
      );
      await expect(write).rejects.toMatchObject({ code: 'CT001' });
    }
  });

  test('confirming needs a dish, also past the mutation', async () => {
    const lines = [
      { thing: { kind: 'service' as const, id: mine.menu.serviceId }, quantity: '1', notes: '' },
    ];
    const { id } = await create(mine, { lines });
    await expect(advanceBooking(mine.manager, { id, to: 'confirmed' })).rejects.toMatchObject({
      message: expect.stringContaining('dish'),
    });
    const write = actAs(mine.manager, (tx) =>
      tx.update(bookings).set({ status: 'confirmed' }).where(eq(bookings.id, id)),
    );
    await expect(write).rejects.toMatchObject({ code: 'CT002' });
  });

  test('a confirmed booking keeps at least one dish', async () => {
    const { id } = await create(mine);
    await advanceBooking(mine.manager, { id, to: 'confirmed' });
    await expect(
      updateBooking(mine.manager, await edit(mine, id, ({ lines }) => ({ lines: lines.slice(1) }))),
    ).rejects.toMatchObject({ detail: { fields: { lines: expect.stringContaining('dish') } } });
  });

  test('cancels with a reason, frees the venue, and not after completion', async () => {
    const venue = `Garden ${v7()}`;
    const first = await create(mine, { venue });
    await advanceBooking(mine.staff, { id: first.id, to: 'confirmed' });
    await cancelBooking(mine.staff, { id: first.id, reason: 'The couple postponed' });
    expect(await readBooking(mine.id, first.id)).toMatchObject({
      status: 'cancelled',
      cancelReason: 'The couple postponed',
    });
    const second = await create(mine, { venue });
    await advanceBooking(mine.staff, { id: second.id, to: 'confirmed' });
    const done = await makeBooking(mine.id, { status: 'completed', startsAt: inHours(-48) });
    await expect(cancelBooking(mine.manager, { id: done.id, reason: 'x' })).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  test('another company’s booking can’t be advanced, cancelled or paid', async () => {
    const { id } = await makeBooking(theirs.id);
    await expect(advanceBooking(mine.manager, { id, to: 'confirmed' })).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(cancelBooking(mine.manager, { id, reason: 'x' })).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(pay(mine, { bookingId: id, amount: '1' })).rejects.toMatchObject({ code: 'not_found' });
    expect(await readBooking(theirs.id, id)).toMatchObject({ status: 'enquiry', paid: 0 });
  });
});
