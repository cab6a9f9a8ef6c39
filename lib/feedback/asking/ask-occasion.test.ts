import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { expect, test } from 'vitest';
import { bookings } from '@/db/schema/bookings';
import { occasions } from '@/db/schema/occasions';
import { actAs } from '@/db/session';
import {
  askAbout,
  makeCompleted,
  makeWorld,
  requestOf,
  stateOf,
  type World,
} from '../testing/conversation-world';
import { hour } from '../testing/time';
import { findUnasked } from './find-work';

const ago = (hours: number) => new Date(Date.now() - hours * hour);
const at = (hoursAgo: number) => ({ startsAt: ago(hoursAgo), completedAt: ago(hoursAgo - 5) });
const ask = ({ company }: World, bookingId: string) =>
  askAbout({ companyId: company.id, bookingId }, new Date());
const unasked = ({ company }: World) =>
  findUnasked({ companyId: company.id, after: null, limit: 10, now: new Date() });

/** Bookings as parts of one occasion. */
async function together({ company, customer }: World, ids: readonly string[]): Promise<void> {
  const occasionId = v7();
  await actAs(company.system, async (tx) => {
    await tx
      .insert(occasions)
      .values({ id: occasionId, companyId: company.id, customerId: customer.id, name: 'Wedding' });
    for (const id of ids) await tx.update(bookings).set({ occasionId }).where(eq(bookings.id, id));
  });
}

test('of parts on days that follow each other only the last one is asked about, whichever is completed first', async () => {
  const world = await makeWorld();
  const first = await makeCompleted(world, { eventName: 'Engagement', ...at(60) });
  const second = await makeCompleted(world, { eventName: 'Reception', ...at(36) });
  const third = await makeCompleted(world, { eventName: 'Brunch', ...at(12) });
  await together(world, [first, second, third]);
  expect(await ask(world, third)).toMatchObject({ asked: 'now' });
  for (const part of [first, second]) {
    expect(await ask(world, part)).toMatchObject({ asked: 'no', reason: 'later_part' });
    expect(await requestOf(world, part)).toMatchObject({ state: 'suppressed', reason: 'later_part' });
    expect((await stateOf(world, part)).said.filter((said) => said.bookingId === part)).toEqual([]);
  }
  // What was decided is not looked at again by every sweep.
  expect((await unasked(world)).ids).toEqual([]);
});

test('an engagement weeks before is asked about by itself, and so is a part that nothing agreed follows', async () => {
  const world = await makeWorld();
  const engagement = await makeCompleted(world, at(24 * 20));
  const reception = await makeCompleted(world, at(30));
  const brunch = await makeCompleted(world, { ...at(8), status: 'quoted', completedAt: null });
  await together(world, [engagement, reception, brunch]);
  expect(await ask(world, engagement)).toMatchObject({ asked: 'now' });
  expect(await ask(world, reception)).toMatchObject({ asked: 'now' });
});

test('a part is asked about after all once the later one is called off or taken out', async () => {
  const world = await makeWorld();
  const reception = await makeCompleted(world, at(30));
  const brunch = await makeCompleted(world, { ...at(8), status: 'confirmed', completedAt: null });
  await together(world, [reception, brunch]);
  expect(await ask(world, reception)).toMatchObject({ asked: 'no', reason: 'later_part' });
  await actAs(world.company.system, (tx) =>
    tx
      .update(bookings)
      .set({ status: 'cancelled', cancelReason: 'Rain', cancelledAt: new Date() })
      .where(eq(bookings.id, brunch)),
  );
  expect((await unasked(world)).ids).toEqual([reception]);
  expect(await ask(world, reception)).toMatchObject({ asked: 'now' });
});
