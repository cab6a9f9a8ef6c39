import { eq, sql } from 'drizzle-orm';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { makeBooking, makeCustomer } from '@/db/factories/booking';
import { makeCompany, makeUser, type TestCompany } from '@/db/factories/company';
import { makeSession } from '@/db/factories/session';
import { memberships, sessions, users } from '@/db/schema/people';
import { actAs } from '@/db/session';
import { endSession } from '@/lib/auth/sign-in';
import { bookingScreen, bookingsScreen, myBookingsScreen } from '@/lib/bookings/screens';
import { forgetEnv } from './env';
import { openScreen, type Screen } from './screen';
import { receive, type Sent } from './sent';

let mine: TestCompany;
let theirs: TestCompany;
let mineId: string;
let theirsId: string;
let manager: string;

const nowhere = { params: {}, search: {} };
const auth = { role: 'auth', name: 'test' } as const;

beforeAll(async () => {
  mine = await makeCompany();
  theirs = await makeCompany();
  mineId = (await makeBooking(mine.id, { eventName: 'Ours' })).id;
  theirsId = (await makeBooking(theirs.id, { eventName: 'Event of others' })).id;
  manager = await makeSession(mine.manager.userId);
});

// biome-ignore lint/suspicious/noExplicitAny: whatever the screen's parts are
const look = (screen: Screen<any, any, any>, sessionId: string | undefined, address = nowhere) =>
  openScreen(screen, { sessionId, address });

describe('a screen is opened by the session alone', () => {
  test('shows the person’s own company', async () => {
    const opened = await look(bookingsScreen, manager);
    expect(opened.state).toBe('open');
    const { data, place } = receive((opened as { sent: Sent<{ rows: { eventName: string }[] }> }).sent);
    expect(data.rows.map(({ eventName }) => eventName)).toEqual(['Ours']);
    expect(place).toMatchObject({ role: 'manager', userId: mine.manager.userId });
  });

  test('the same answer for another company’s record, one that never was, and what is no id', async () => {
    const at = (id: string) => look(bookingScreen, manager, { params: { id }, search: {} });
    expect((await at(mineId)).state).toBe('open');
    for (const id of [theirsId, '01990000-0000-7000-8000-0000000000ff', "' or true --", ''])
      expect((await at(id)).state).toBe('nothing');
  });

  test('a client gets their own and nothing of the office’s', async () => {
    const customer = await makeCustomer(mine.id, { name: 'Esi' });
    await makeBooking(mine.id, { customerId: customer.id, eventName: 'Esi’s party' });
    const user = await makeUser({ companyId: mine.id, role: 'client', customerId: customer.id });
    const session = await makeSession(user.id);
    expect((await look(bookingsScreen, session)).state).toBe('forbidden');
    const opened = await look(myBookingsScreen, session);
    const { data } = receive((opened as { sent: Sent<{ rows: { eventName: string }[] }> }).sent);
    expect(data.rows.map(({ eventName }) => eventName)).toEqual(['Esi’s party']);
    expect((await look(myBookingsScreen, manager)).state).toBe('forbidden');
  });

  test('nobody without a session, with one that never was, or with what is no id', async () => {
    expect((await look(bookingsScreen, undefined)).state).toBe('signed_out');
    expect((await look(bookingsScreen, '01990000-0000-7000-8000-0000000000ff')).state).toBe('signed_out');
    await expect(look(bookingsScreen, 'not an id')).rejects.toThrow();
  });
});

describe('how long it took is told', () => {
  afterEach(() => {
    vi.unstubAllEnvs();
    forgetEnv();
  });

  async function toldTo(sessionId: string, mode: 'production' | 'development'): Promise<number> {
    vi.stubEnv('NODE_ENV', mode);
    forgetEnv();
    const watch = vi.fn();
    await openScreen(bookingsScreen, { sessionId, address: nowhere, watch });
    return watch.mock.calls.length;
  }

  test('to managers, and to everybody while developing', async () => {
    const staff = await makeSession((await makeUser({ companyId: mine.id, role: 'staff' })).id);
    expect(await toldTo(manager, 'production')).toBe(1);
    expect(await toldTo(staff, 'production')).toBe(0);
    expect(await toldTo(staff, 'development')).toBe(1);
  });

  test('to nobody who is refused at the door', async () => {
    expect(await toldTo('01990000-0000-7000-8000-0000000000ff', 'development')).toBe(0);
  });
});

describe('what ends a session counts at the next look', () => {
  const fresh = async () => {
    const user = await makeUser({ companyId: mine.id, role: 'staff' });
    const session = await makeSession(user.id);
    expect((await look(bookingsScreen, session)).state).toBe('open');
    return { userId: user.id, session };
  };

  test('signing out', async () => {
    const { session } = await fresh();
    await endSession(session, {});
    expect((await look(bookingsScreen, session)).state).toBe('signed_out');
  });

  test('running out', async () => {
    const { session } = await fresh();
    await actAs(auth, (tx) =>
      tx
        .update(sessions)
        .set({ expiresAt: sql`now()` as unknown as Date })
        .where(eq(sessions.id, session)),
    );
    expect((await look(bookingsScreen, session)).state).toBe('signed_out');
  });

  test('being disabled, and no way back by being enabled', async () => {
    const { userId, session } = await fresh();
    const set = (disabledAt: Date | null) =>
      actAs(mine.system, (tx) => tx.update(users).set({ disabledAt }).where(eq(users.id, userId)));
    await set(new Date());
    expect((await look(bookingsScreen, session)).state).toBe('signed_out');
    await set(null);
    expect((await look(bookingsScreen, session)).state).toBe('signed_out');
  });

  test('another role', async () => {
    const { userId, session } = await fresh();
    const customer = await makeCustomer(mine.id);
    await actAs(mine.system, (tx) =>
      tx
        .update(memberships)
        .set({ role: 'client', customerId: customer.id })
        .where(eq(memberships.userId, userId)),
    );
    expect((await look(bookingsScreen, session)).state).toBe('forbidden');
  });
});
