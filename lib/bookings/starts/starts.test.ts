import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { bookingStatuses } from '@/db/enums';
import { makeBooking } from '@/db/factories/booking';
import { makeCompany } from '@/db/factories/company';
import { bookings } from '@/db/schema/bookings';
import { alerts } from '@/db/schema/cases';
import { type Actor, actAs, readAs } from '@/db/session';
import { moveBooking } from '../calendar/move-booking';
import { cancelBooking } from '../cancelling/call-off';
import { advanceBooking } from '../mutations';
import { localIn, makeOffice, type Office } from '../testing/office';
import { askLateStarts, tellLateStarts as lateOf } from './queries';
import { shouldHaveStarted, tellAfterMinutes } from './rules';
import { tellLateStarts } from './tell-late';

const minute = 60_000;
const ago = (minutes: number) => new Date(Date.now() - minutes * minute);

let office: Office;
beforeEach(async () => {
  office = await makeOffice();
});

const eventAt = (startsAt: Date) =>
  makeBooking(office.id, {
    status: 'confirmed',
    startsAt,
    endsAt: new Date(startsAt.getTime() + 240 * minute),
  });
const late = async (actor: Actor = office.staff) => {
  const [rows] = await readAs(actor, (tx) => [askLateStarts(tx, { now: new Date().toISOString() })] as const);
  return lateOf(rows);
};
const open = async () => {
  const rows = await actAs(office.system, (tx) =>
    tx.select().from(alerts).where(eq(alerts.companyId, office.id)),
  );
  return rows.filter(({ kind, clearedAt }) => kind === 'start_late' && clearedAt === null);
};

test('only an agreed event whose beginning is here should have started', () => {
  const now = new Date('2026-06-01T12:00Z');
  const flagged = (startsAt: string) =>
    bookingStatuses.filter((status) => shouldHaveStarted({ status, startsAt: new Date(startsAt) }, now));
  expect(flagged('2026-06-01T12:00Z')).toEqual(['confirmed']);
  expect(flagged('2026-05-01T12:00Z')).toEqual(['confirmed']);
  expect(flagged('2026-06-01T12:01Z')).toEqual([]);
});

describe('Today', () => {
  test('names the agreed events that nobody has started, the latest first, of this company alone', async () => {
    const [older, newer] = [await eventAt(ago(3000)), await eventAt(ago(5))];
    await eventAt(new Date(Date.now() + 60 * minute));
    await makeBooking(office.id, { status: 'quoted', startsAt: ago(60), endsAt: ago(1) });
    expect((await late()).events.map(({ id }) => id)).toEqual([newer.id, older.id]);
    expect(await late((await makeCompany()).manager)).toEqual({ events: [], more: false });
    await advanceBooking(office.staff, { id: newer.id, to: 'in_progress' });
    expect((await late()).events.map(({ id }) => id)).toEqual([older.id]);
  });

  test('says that there are more than it names', async () => {
    for (let at = 0; at < 9; at += 1) await eventAt(ago(2000 + at * 300));
    expect(await late()).toMatchObject({ events: { length: 8 }, more: true });
  });
});

describe('the notice', () => {
  test('comes half an hour after the start and once, also when it was settled by hand', async () => {
    await eventAt(ago(tellAfterMinutes - 2));
    await eventAt(ago(3000));
    const { id } = await eventAt(ago(tellAfterMinutes + 1));
    expect(await tellLateStarts(office.id, new Date())).toBe(1);
    expect(await open()).toMatchObject([{ about: { bookingId: id } }]);
    expect(await tellLateStarts(office.id, new Date())).toBe(0);
    await actAs(office.system, (tx) => tx.update(alerts).set({ clearedAt: new Date() }));
    expect(await tellLateStarts(office.id, new Date())).toBe(0);
    expect(await open()).toEqual([]);
  });

  test.each([
    ['started', (id: string) => advanceBooking(office.staff, { id, to: 'in_progress' })],
    ['cancelled', (id: string) => cancelBooking(office.manager, { id, reason: 'Rain' })],
    [
      'moved',
      async (id: string) => {
        const [row] = await actAs(office.manager, (tx) =>
          tx.select().from(bookings).where(eq(bookings.id, id)),
        );
        const from = row?.startsAt.toISOString() ?? '';
        await moveBooking(office.manager, { id, from, startsAt: localIn(48) });
      },
    ],
  ])('ends when the event is %s', async (_, act) => {
    const { id } = await eventAt(ago(60));
    await tellLateStarts(office.id, new Date());
    expect(await open()).toHaveLength(1);
    await act(id);
    expect(await open()).toEqual([]);
  });
});
