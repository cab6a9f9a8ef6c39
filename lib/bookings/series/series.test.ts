import { eq, sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { companies } from '@/db/schema/companies';
import { type Actor, actAs, readAs } from '@/db/session';
import { cancelBooking } from '../cancelling/call-off';
import { blockDay } from '../capacity/mutations';
import { toLocal } from '../local-time';
import { advanceBooking, updateBooking } from '../mutations';
import { readBooking } from '../queries';
import type { BookingValues } from '../schema';
import { create, edit, localIn, makeOffice, type Office, refusal } from '../testing/office';
import { cancelSeries, makeAlike, makeSeries } from './mutations';
import { askConflicts, askSeries, tellConflicts, tellSeries } from './queries';
import { daysLater } from './rules';

const seriesOf = async ({ staff }: Pick<Office, 'staff'>, id: string) => {
  const [rows] = await readAs(staff, (tx) => [askSeries(tx, { id })] as const);
  return tellSeries(rows);
};
const membersOf = async (office: Office, id: string) => (await seriesOf(office, id))?.members ?? [];
/** Noon on a day so many days ahead. */
const noon = (days: number) => `${localIn(days * 24).slice(0, 10)}T12:00`;

/** A lunch in ten days and its next weeks. */
async function weekly(
  office: Office,
  { times = 4, ...overrides }: Partial<BookingValues> & { times?: number } = {},
) {
  const startsAt = noon(10);
  const { id } = await create(office, { startsAt, endsAt: `${startsAt.slice(0, 11)}14:00`, ...overrides });
  await makeSeries(office.staff, { bookingId: id, rhythm: 'week', times, until: null });
  return { id, startsAt, members: await membersOf(office, id) };
}
const change = async (office: Office, id: string, by: (from: BookingValues) => Partial<BookingValues>) =>
  updateBooking(office.manager, await edit(office, id, by));
const localStarts = async (office: Office, id: string) =>
  (await membersOf(office, id)).map(({ startsAt }) => toLocal(startsAt, 'Africa/Accra'));

describe('a series', () => {
  test('is bookings of their own, each with its reference, a week apart', async () => {
    const office = await makeOffice();
    const { startsAt, members } = await weekly(office);
    expect(members.map(({ startsAt: at }) => toLocal(at, 'Africa/Accra'))).toEqual(
      [0, 7, 14, 21].map((days) => `${daysLater(startsAt.slice(0, 10), days)}T12:00`),
    );
    expect(new Set(members.map(({ reference }) => reference)).size).toBe(4);
    expect(members.every(({ own }) => !own)).toBe(true);
    const last = await readBooking(office.staff, members[3]?.id ?? '');
    expect(last?.booking).toMatchObject({ status: 'enquiry', guests: 75 });
    expect(last?.lines).toHaveLength(2);
  });

  test('keeps its hour on the company’s clock when summer time begins', async () => {
    const office = await makeOffice();
    const zone = 'Europe/London';
    await actAs(office.manager, (tx) =>
      tx.update(companies).set({ timeZone: zone }).where(eq(companies.id, office.id)),
    );
    const startsAt = '2027-03-26T12:00';
    const { id } = await create(office, { startsAt, endsAt: '2027-03-26T14:00' });
    await makeSeries(office.staff, { bookingId: id, rhythm: 'week', times: 2, until: null });
    const starts = (await membersOf(office, id)).map((member) => member.startsAt.toISOString());
    expect(starts).toEqual(['2027-03-26T12:00:00.000Z', '2027-04-02T11:00:00.000Z']);
  });

  test('leaves out the days that were unticked, and is made once', async () => {
    const office = await makeOffice();
    const startsAt = noon(10);
    const { id } = await create(office, { startsAt, endsAt: `${startsAt.slice(0, 11)}14:00` });
    const skip = [daysLater(startsAt.slice(0, 10), 7)];
    expect(
      await makeSeries(office.staff, { bookingId: id, rhythm: 'week', times: 3, until: null, skip }),
    ).toEqual({
      made: 1,
    });
    const again = makeSeries(office.staff, { bookingId: id, rhythm: 'week', times: 3, until: null });
    expect(await refusal(again)).toMatchObject({ message: 'This booking is of a series already.' });
  });

  test('says by date what stands against it, before anything is written', async () => {
    const office = await makeOffice();
    const startsAt = noon(10);
    const venue = 'Ridge House';
    const taken = daysLater(startsAt.slice(0, 10), 7);
    const other = await create(office, { startsAt: `${taken}T13:00`, endsAt: `${taken}T15:00`, venue });
    await advanceBooking(office.manager, { id: other.id, to: 'confirmed' });
    const blocked = daysLater(startsAt.slice(0, 10), 14);
    await blockDay(office.manager, { day: blocked, reason: 'Stocktaking' });
    const days = [startsAt.slice(0, 10), taken, blocked];
    const [rows] = await readAs(
      office.staff,
      (tx) =>
        [
          askConflicts(tx, {
            starts: `{${days.map((day) => `${day}T12:00`).join()}}`,
            ends: `{${days.map((day) => `${day}T14:00`).join()}}`,
            bookings: '{null,null,null}',
            guests: 75,
            style: null,
            venue,
            now: new Date().toISOString(),
          }),
        ] as const,
    );
    const told = tellConflicts(rows, venue, { timeZone: 'Africa/Accra', locale: 'en-GH' });
    expect(told.map(({ problems }) => problems)).toEqual([
      [],
      [expect.stringContaining(`Ridge House is taken by ${other.reference}`)],
      [expect.stringContaining('is blocked: Stocktaking.')],
    ]);
  });
});

describe('a change of a series', () => {
  test('goes to those that follow, and leaves what was changed by itself, is over or called off', async () => {
    const office = await makeOffice();
    const { id, members } = await weekly(office, { times: 6 });
    const [, second, third, fourth, , sixth] = members.map((member) => member.id);
    await change(office, fourth ?? '', () => ({ dietary: 'One vegan' }));
    await cancelBooking(office.manager, { id: sixth ?? '', reason: 'Holiday' });
    await change(office, second ?? '', ({ startsAt, endsAt }) => ({
      startsAt: `${daysLater(startsAt.slice(0, 10), 1)}T13:00`,
      endsAt: `${daysLater(endsAt.slice(0, 10), 1)}T15:00`,
      venue: 'The new office',
    }));
    expect(await makeAlike(office.manager, { bookingId: second ?? '', scope: 'following' })).toEqual({
      changed: 2,
      left: 2,
    });
    const first = members[0]?.startsAt ?? new Date();
    const day = toLocal(first, 'Africa/Accra').slice(0, 10);
    expect(await localStarts(office, id)).toEqual([
      `${day}T12:00`,
      `${daysLater(day, 8)}T13:00`,
      `${daysLater(day, 15)}T13:00`,
      `${daysLater(day, 21)}T12:00`,
      `${daysLater(day, 29)}T13:00`,
      `${daysLater(day, 35)}T12:00`,
    ]);
    expect((await readBooking(office.staff, third ?? ''))?.booking.venue).toBe('The new office');
    const own = (await membersOf(office, id)).map((member) => member.own);
    expect(own).toEqual([false, false, false, true, false, false]);
  });

  test('is refused as a whole, by its date, where one can’t be', async () => {
    const office = await makeOffice();
    const { id, members } = await weekly(office, { times: 3 });
    const third = members[2];
    const day = toLocal(third?.startsAt ?? new Date(), 'Africa/Accra').slice(0, 10);
    const other = await create(office, {
      startsAt: `${day}T18:00`,
      endsAt: `${day}T20:00`,
      venue: 'Taken Hall',
    });
    await advanceBooking(office.manager, { id: other.id, to: 'confirmed' });
    for (const member of members) await advanceBooking(office.manager, { id: member.id, to: 'confirmed' });
    await change(office, id, ({ startsAt, endsAt }) => ({
      startsAt: `${startsAt.slice(0, 11)}18:00`,
      endsAt: `${endsAt.slice(0, 11)}20:00`,
      venue: 'Taken Hall',
    }));
    const before = await localStarts(office, id);
    const refused = await refusal(makeAlike(office.manager, { bookingId: id, scope: 'following' }));
    expect(refused).toMatchObject({
      message: expect.stringMatching(/^\w+.*2\d{3}: .*Taken Hall.*Nothing was changed\.$/),
    });
    expect(await localStarts(office, id)).toEqual(before);
  });

  test('of what is confirmed is a manager’s', async () => {
    const office = await makeOffice();
    const { id, members } = await weekly(office, { times: 2 });
    await advanceBooking(office.manager, { id: members[1]?.id ?? '', to: 'confirmed' });
    await change(office, id, ({ lines }) => ({
      guests: '80',
      lines: lines.map((line) => (line.thing.kind === 'dish' ? { ...line, quantity: '80' } : line)),
    }));
    expect(await refusal(makeAlike(office.staff, { bookingId: id, scope: 'all' }))).toMatchObject({
      code: 'forbidden',
    });
    expect(await makeAlike(office.manager, { bookingId: id, scope: 'all' })).toEqual({ changed: 1, left: 0 });
    const changed = await readBooking(office.staff, members[1]?.id ?? '');
    expect(changed?.booking.guests).toBe(80);
    expect(changed?.lines).toHaveLength(2);
  });
});

describe('a cancellation of a series', () => {
  test('calls off this one and those that follow, and leaves the rest', async () => {
    const office = await makeOffice();
    const { members } = await weekly(office, { times: 4 });
    const [first, second, third] = members.map((member) => member.id);
    await change(office, third ?? '', () => ({ dietary: 'One vegan' }));
    const done = await cancelSeries(office.staff, {
      bookingId: second ?? '',
      scope: 'following',
      reason: 'They move away',
    });
    expect(done).toEqual({ cancelled: 2, left: 1 });
    const states = (await membersOf(office, first ?? '')).map(({ status }) => status);
    expect(states).toEqual(['enquiry', 'cancelled', 'enquiry', 'cancelled']);
  });
});

test('nobody reaches the series of another company, and clients none', async () => {
  const [office, stranger] = [await makeOffice(), await makeOffice()];
  const { id } = await weekly(office, { times: 2 });
  expect(await seriesOf(stranger, id)).toBeUndefined();
  for (const scope of ['all', 'following'] as const)
    expect(await refusal(makeAlike(stranger.manager, { bookingId: id, scope }))).toMatchObject({
      message: 'This booking is of no series.',
    });
  expect(
    await refusal(makeSeries(stranger.manager, { bookingId: id, rhythm: 'week', times: 2, until: null })),
  ).toMatchObject({ code: 'not_found' });
  const client: Actor = {
    role: 'client',
    companyId: office.id,
    userId: office.staff.userId,
    customerId: office.customerId,
  };
  expect(await refusal(cancelSeries(client, { bookingId: id, scope: 'all', reason: 'X' }))).toMatchObject({
    code: 'forbidden',
  });
  await expect(readAs(client, (tx) => [askSeries(tx, { id })] as const)).rejects.toMatchObject({
    code: '42501',
  });
  const forged = actAs(office.staff, (tx) => tx.execute(sql`update series_bookings set position = 9`));
  await expect(forged).rejects.toMatchObject({ code: '42501' });
});
