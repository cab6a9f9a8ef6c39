import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { makeCustomer } from '@/db/factories/booking';
import { bookings } from '@/db/schema/bookings';
import { occasions } from '@/db/schema/occasions';
import { actAs } from '@/db/session';
import { mergeCustomers, unmergeCustomers } from '@/lib/customers/merge';
import { newBookingForm } from '../schema';
import { create, formOf, makeOffice, type Office } from '../testing/office';
import { addPart, joinOccasion, leaveOccasion } from './mutations';

let office: Office;
let keptId: string;
let goneId: string;
beforeEach(async () => {
  office = await makeOffice();
  [keptId, goneId] = [(await makeCustomer(office.id)).id, (await makeCustomer(office.id)).id];
});

const booked = async (customerId: string) => (await create(office, { customerId })).id;
const begin = async (bookingId: string, name = 'Wedding') =>
  (await joinOccasion(office.staff, { bookingId, occasionId: null, name })).occasionId;
const into = (occasionId: string, bookingId: string) =>
  joinOccasion(office.staff, { bookingId, occasionId, name: null });
const merge = async () => (await mergeCustomers(office.manager, { keptId, goneId })).mergeId;
/** Whose a booking is and of which occasion; whose an occasion is. */
const placeOf = async (bookingId: string) => {
  const [row] = await actAs(office.manager, (tx) =>
    tx
      .select({ whose: bookings.customerId, of: bookings.occasionId })
      .from(bookings)
      .where(eq(bookings.id, bookingId)),
  );
  return row;
};
const whose = async (occasionId: string) => {
  const [row] = await actAs(office.manager, (tx) =>
    tx.select({ whose: occasions.customerId }).from(occasions).where(eq(occasions.id, occasionId)),
  );
  return row?.whose;
};

test('an occasion goes with its customer’s bookings into a merge, and back', async () => {
  const [one, two] = [await booked(goneId), await booked(goneId)];
  const id = await begin(one);
  await into(id, two);
  const mergeId = await merge();
  expect(await placeOf(one)).toEqual({ whose: keptId, of: id });
  expect(await whose(id)).toBe(keptId);
  await unmergeCustomers(office.manager, { mergeId });
  for (const part of [one, two]) expect(await placeOf(part)).toEqual({ whose: goneId, of: id });
  expect(await whose(id)).toBe(goneId);
});

describe('what came since the merge', () => {
  test('a new part goes where its occasion goes', async () => {
    const one = await booked(goneId);
    const id = await begin(one);
    const mergeId = await merge();
    const booking = newBookingForm.parse(formOf(office, { customerId: keptId }));
    const added = await addPart(office.staff, { of: one, name: null, booking });
    await unmergeCustomers(office.manager, { mergeId });
    expect(await placeOf(added.id)).toEqual({ whose: goneId, of: id });
  });

  test('a booking that was the other’s before stays theirs, and leaves the occasion', async () => {
    const [one, other] = [await booked(goneId), await booked(keptId)];
    const id = await begin(one);
    const mergeId = await merge();
    await into(id, other);
    await unmergeCustomers(office.manager, { mergeId });
    expect(await placeOf(other)).toEqual({ whose: keptId, of: null });
    expect(await placeOf(one)).toEqual({ whose: goneId, of: id });
  });

  test('a booking that goes back leaves the occasion of who is kept', async () => {
    const [one, other] = [await booked(goneId), await booked(keptId)];
    const id = await begin(other);
    const mergeId = await merge();
    await into(id, one);
    await unmergeCustomers(office.manager, { mergeId });
    expect(await placeOf(one)).toEqual({ whose: goneId, of: null });
    expect(await placeOf(other)).toEqual({ whose: keptId, of: id });
  });

  test('an occasion made of bookings that go back goes back with them', async () => {
    const [one, two] = [await booked(goneId), await booked(goneId)];
    const mergeId = await merge();
    const id = await begin(one);
    await into(id, two);
    await unmergeCustomers(office.manager, { mergeId });
    expect(await placeOf(two)).toEqual({ whose: goneId, of: id });
    expect(await whose(id)).toBe(goneId);
  });

  test('an occasion that was dissolved stays so', async () => {
    const one = await booked(goneId);
    const id = await begin(one);
    const mergeId = await merge();
    await leaveOccasion(office.staff, { bookingId: one });
    await unmergeCustomers(office.manager, { mergeId });
    expect(await placeOf(one)).toEqual({ whose: goneId, of: null });
    expect(await whose(id)).toBeUndefined();
  });
});
