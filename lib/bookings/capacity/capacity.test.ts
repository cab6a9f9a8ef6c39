import { eq, sql } from 'drizzle-orm';
import fc from 'fast-check';
import { v7 } from 'uuid';
import { describe, expect, test } from 'vitest';
import { makeBooking, readBooking } from '@/db/factories/booking';
import { bookings } from '@/db/schema/bookings';
import { capacityOverrides } from '@/db/schema/capacity';
import { type Actor, actAs } from '@/db/session';
import { advanceBooking, updateBooking } from '../mutations';
import { create, edit, inHours, localIn, makeOffice, type Office, refusal } from '../testing/office';
import { readTimeline } from '../timeline-queries';
import { blockDay, saveLimits, unblockDay } from './mutations';

const none = { eventsAtOnce: null, coversADay: null, staffADay: null, opens: null, closes: null, version: 0 };
const hour = 3_600_000;

/** An office with limits of its own. */
async function limited(limits: Partial<typeof none> | object): Promise<Office> {
  const office = await makeOffice();
  await saveLimits(office.manager, { ...none, ...limits });
  return office;
}

const confirm = (actor: Actor, id: string, overLimits?: string) =>
  advanceBooking(actor, { id, to: 'confirmed', overLimits });
const statusOf = async (office: Office, id: string) => (await readBooking(office.id, id))?.status;

describe('the last place', () => {
  test('of 200 who confirm at once one gets it, and 199 are told why not', { timeout: 120_000 }, async () => {
    const office = await limited({ eventsAtOnce: 2 });
    await makeBooking(office.id, { status: 'confirmed', startsAt: inHours(100), endsAt: inHours(105) });
    const made: { id: string }[] = [];
    for (let at = 0; at < 200; at += 1)
      made.push(await makeBooking(office.id, { customerId: office.customerId, startsAt: inHours(102) }));
    const answers = await Promise.all(made.map(({ id }) => refusal(confirm(office.staff, id))));
    expect(answers.filter((answer) => answer === undefined)).toHaveLength(1);
    for (const answer of answers.filter(Boolean))
      expect(answer).toMatchObject({
        code: 'conflict',
        message: expect.stringMatching(
          / has 2 of 2 events at that time\. Choose another time, or ask a manager/,
        ),
      });
  });

  test('of covers is given once too, whatever the hours of the day', async () => {
    const office = await limited({ coversADay: 100 });
    const day = `${new Date().getUTCFullYear() + 1}-06-13`;
    const made = await Promise.all(
      ['08', '12', '16', '20'].map((at) =>
        create(office, { guests: '60', startsAt: `${day}T${at}:00`, endsAt: `${day}T${at}:30` }),
      ),
    );
    const answers = await Promise.all(made.map(({ id }) => refusal(confirm(office.staff, id))));
    expect(answers.filter((answer) => answer === undefined)).toHaveLength(1);
    expect(answers.find(Boolean)).toMatchObject({
      message: expect.stringContaining('13 Jun'),
    });
  });
});

describe('what counts', () => {
  test('events at once: for every overlap and for no touching pair, against a clock that is walked', async () => {
    const office = await limited({ eventsAtOnce: 2 });
    const origin = inHours(1000).getTime();
    const span = fc.tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 1, max: 12 }));
    await fc.assert(
      fc.asyncProperty(fc.array(span, { maxLength: 6 }), span, async (others, [from, long]) => {
        const measure = await actAs(office.system, async (tx) => {
          const at = (slot: number) => new Date(origin + (slot * hour) / 2);
          for (const [start, length] of others)
            await tx.insert(bookings).values({
              companyId: office.id,
              customerId: office.customerId,
              eventName: 'Other',
              eventType: 'other',
              venue: v7(),
              guests: 10,
              status: 'confirmed',
              startsAt: at(start),
              endsAt: at(start + length),
            });
          const [row] = await tx.execute<{ used: number; over: boolean }>(
            sql`select used, over from capacity_of(${office.id}::uuid, null, ${at(from).toISOString()}::timestamptz,
              ${at(from + long).toISOString()}::timestamptz, 10, null) where kind = 'events'`,
          );
          throw Object.assign(new Error('roll back'), { row });
        }).catch((error) => error.row);
        let most = 0;
        for (let slot = from; slot < from + long; slot += 1)
          most = Math.max(most, others.filter(([s, l]) => s <= slot && slot < s + l).length);
        expect(measure).toEqual({ used: most, over: most >= 2 });
      }),
      { numRuns: 60 },
    );
  });

  test('one venue: two events clash exactly when their times overlap', async () => {
    const office = await makeOffice();
    const span = fc.tuple(fc.integer({ min: 0, max: 8 }), fc.integer({ min: 1, max: 5 }));
    await fc.assert(
      fc.asyncProperty(span, span, async ([start, long], [other, length]) => {
        const venue = v7();
        const write = actAs(office.system, async (tx) => {
          for (const [from, size] of [
            [start, long],
            [other, length],
          ] as const)
            await tx.insert(bookings).values({
              companyId: office.id,
              customerId: office.customerId,
              eventName: 'One',
              eventType: 'other',
              venue,
              guests: 10,
              status: 'confirmed',
              startsAt: inHours(2000 + from),
              endsAt: inHours(2000 + from + size),
            });
        });
        const overlaps = start < other + length && other < start + long;
        const error = await refusal(write);
        expect((error as { code?: string } | undefined)?.code).toBe(overlaps ? '23P01' : undefined);
      }),
      { numRuns: 60 },
    );
  });

  test('covers are of the day on the company’s clock, west and east', async () => {
    for (const [timeZone, late, early] of [
      ['America/Los_Angeles', 'T23:30', 'T00:15'],
      ['Pacific/Kiritimati', 'T23:30', 'T00:15'],
    ] as const) {
      const office = await limited({ coversADay: 100 });
      await actAs(office.system, (tx) =>
        tx.execute(sql`update companies set time_zone = ${timeZone} where id = ${office.id}`),
      );
      const year = new Date().getUTCFullYear() + 1;
      const on = (day: string, time: string, hours: string) =>
        create(office, { guests: '80', startsAt: `${year}-${day}${time}`, endsAt: `${year}-${day}${hours}` });
      const evening = await on('06-13', late, 'T23:59');
      const morning = await on('06-14', early, 'T03:00');
      const noon = await on('06-14', 'T12:00', 'T13:00');
      await confirm(office.staff, evening.id);
      await confirm(office.staff, morning.id);
      expect(await refusal(confirm(office.staff, noon.id))).toMatchObject({
        code: 'conflict',
        message: expect.stringContaining('80 of 100 covers, and this event asks for 80'),
      });
    }
  });

  test('staff follow the style: a plated dinner needs more than a buffet', async () => {
    const office = await limited({ staffADay: 10 });
    const [plated, buffet] = [
      await create(office, { guests: '110', serviceStyle: 'plated' }),
      await create(office, { guests: '110', serviceStyle: 'buffet' }),
    ];
    expect(await refusal(confirm(office.staff, plated.id))).toMatchObject({
      message: expect.stringContaining('this event needs 11'),
    });
    await confirm(office.staff, buffet.id);
    expect(await statusOf(office, buffet.id)).toBe('confirmed');
  });

  test('an open kitchen that closes after midnight takes the event that ends at one, not the one that ends at three', async () => {
    const office = await limited({ opens: 8 * 60, closes: 2 * 60 });
    const year = new Date().getUTCFullYear() + 1;
    const night = (start: string, end: string) =>
      create(office, { startsAt: `${year}-${start}`, endsAt: `${year}-${end}` });
    const fits = [
      await night('06-13T20:00', '06-14T01:00'),
      await night('06-14T00:30', '06-14T02:00'),
      await night('06-15T08:00', '06-15T12:00'),
    ];
    for (const { id } of fits) await confirm(office.staff, id);
    for (const [start, end] of [
      ['06-16T20:00', '06-17T03:00'],
      ['06-18T07:30', '06-18T12:00'],
    ] as const) {
      const { id } = await night(start, end);
      expect(await refusal(confirm(office.staff, id))).toMatchObject({
        message: expect.stringContaining('The kitchen is open from 08:00 to 02:00.'),
      });
    }
  });

  test('a blocked day refuses what reaches into it, until it is given free', async () => {
    const office = await makeOffice();
    const year = new Date().getUTCFullYear() + 1;
    await blockDay(office.manager, { day: `${year}-12-25`, reason: 'Christmas' });
    const eve = await create(office, { startsAt: `${year}-12-24T20:00`, endsAt: `${year}-12-25T01:00` });
    const before = await create(office, { startsAt: `${year}-12-24T10:00`, endsAt: `${year}-12-25T00:00` });
    expect(await refusal(confirm(office.staff, eve.id))).toMatchObject({
      message: expect.stringContaining('25 Dec'),
    });
    await confirm(office.staff, before.id);
    await unblockDay(office.manager, { day: `${year}-12-25` });
    await confirm(office.staff, eve.id);
  });
});

describe('a booking that is confirmed', () => {
  test('isn’t moved onto a full day or enlarged past it; what makes it no worse is saved', async () => {
    const office = await limited({ coversADay: 200 });
    const year = new Date().getUTCFullYear() + 1;
    const at = (day: string, guests: string) =>
      create(office, { guests, startsAt: `${year}-${day}T10:00`, endsAt: `${year}-${day}T14:00` });
    const [full, small] = [await at('06-13', '150'), await at('06-14', '100')];
    for (const { id } of [full, small]) await confirm(office.manager, id);
    const move = edit(office, small.id, () => ({
      startsAt: `${year}-06-13T16:00`,
      endsAt: `${year}-06-13T20:00`,
    }));
    expect(await refusal(updateBooking(office.manager, await move))).toMatchObject({
      code: 'conflict',
      detail: { override: true },
      message: expect.stringContaining('150 of 200 covers, and this event asks for 100'),
    });
    expect(
      await refusal(updateBooking(office.manager, await edit(office, small.id, () => ({ guests: '201' })))),
    ).toMatchObject({ code: 'conflict' });
    // The limit sinks below what is agreed: names and smaller numbers can still be saved.
    await saveLimits(office.manager, { ...none, coversADay: 50, version: 1 });
    const renamed = await edit(office, small.id, () => ({ eventName: 'Renamed', guests: '90' }));
    await updateBooking(office.manager, renamed);
    expect(await readBooking(office.id, small.id)).toMatchObject({ eventName: 'Renamed', guests: 90 });
  });
});

describe('going over the limits', () => {
  test('takes a manager and a reason, and stays on the timeline', async () => {
    const office = await limited({ eventsAtOnce: 1 });
    await makeBooking(office.id, { status: 'confirmed' });
    const { id } = await create(office);
    const asked = await refusal(confirm(office.staff, id, 'They are regulars'));
    expect(asked).toMatchObject({ code: 'forbidden', message: expect.stringContaining('ask a manager') });
    expect(await refusal(confirm(office.manager, id))).toMatchObject({
      code: 'conflict',
      detail: { override: true },
    });
    expect(await statusOf(office, id)).toBe('enquiry');
    await confirm(office.manager, id, 'They are regulars');
    expect(await statusOf(office, id)).toBe('confirmed');
    const place = { currency: 'GHS', timeZone: 'Africa/Accra', locale: 'en-GH' };
    expect(await readTimeline(office.staff, id, place)).toContainEqual(
      expect.objectContaining({ title: 'went over the company’s limits', details: ['They are regulars'] }),
    );
  });

  test('is refused by the database to staff, to another’s signature, and on the strength of an earlier reason', async () => {
    const office = await limited({ eventsAtOnce: 1 });
    await makeBooking(office.id, { status: 'confirmed' });
    const { id } = await create(office);
    const past = (actor: Actor, work: 'sign' | 'confirm' | 'both', userId: string) =>
      actAs(actor, async (tx) => {
        if (work !== 'confirm')
          await tx.insert(capacityOverrides).values({
            companyId: office.id,
            bookingId: id,
            kinds: ['events'],
            reason: 'Mine',
            userId,
          });
        if (work !== 'sign')
          await tx.update(bookings).set({ status: 'confirmed' }).where(eq(bookings.id, id));
      });
    const { manager, staff } = office;
    await expect(past(staff, 'confirm', staff.userId)).rejects.toMatchObject({ code: 'CT010' });
    await expect(past(staff, 'sign', staff.userId)).rejects.toMatchObject({ code: '42501' });
    await expect(past(manager, 'sign', staff.userId)).rejects.toMatchObject({ code: '42501' });
    await past(manager, 'sign', manager.userId);
    await expect(past(manager, 'confirm', manager.userId)).rejects.toMatchObject({ code: 'CT010' });
    await past(manager, 'both', manager.userId);
    expect(await statusOf(office, id)).toBe('confirmed');
  });

  test('of another company is nobody’s business: limits and days are each company’s own', async () => {
    const [mine, theirs] = [await limited({ eventsAtOnce: 1 }), await makeOffice()];
    for (let at = 0; at < 2; at += 1) {
      const { id } = await create(theirs, { startsAt: localIn(72), endsAt: localIn(76) });
      await confirm(theirs.staff, id);
    }
    const { id } = await create(mine, { startsAt: localIn(72), endsAt: localIn(76) });
    await confirm(mine.staff, id);
    const foreign = await create(mine);
    await expect(confirm(theirs.manager, foreign.id, 'Reason')).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('limits', () => {
  test('are the manager’s to set; a stale form doesn’t overwrite another’s', async () => {
    const office = await limited({ eventsAtOnce: 3 });
    await expect(saveLimits(office.staff, { ...none, version: 1 })).rejects.toMatchObject({
      code: 'forbidden',
    });
    await saveLimits(office.manager, { ...none, coversADay: 400, version: 1 });
    await expect(saveLimits(office.manager, { ...none, version: 1 })).rejects.toMatchObject({
      code: 'stale',
      detail: { changed: { coversADay: 400, version: 2 } },
    });
    await expect(saveLimits(office.manager, { ...none, opens: 480, version: 2 })).rejects.toMatchObject({
      code: 'invalid',
      detail: { fields: { closes: 'Enter both times, or neither.' } },
    });
    await expect(blockDay(office.staff, { day: '2030-01-01', reason: 'x' })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });
});
