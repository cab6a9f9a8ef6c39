import { eq, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openPool } from '@/db/client';
import { makeCompany, makeUser, type TestCompany } from '@/db/factories/company';
import { rateLimits, sessions, users } from '@/db/schema/people';
import { actAs } from '@/db/session';
import { forgetEnv } from '@/lib/platform/env';
import { accountKey, issueDevice, knownDevice } from './device';
import { hashPassword } from './password';
import { hasDemoCompany, identityOf, signInWithPassword } from './sign-in';
import { sweepSignIns } from './sweep';

const right = 'the right password';
let passwordHash: string;
let company: TestCompany;
let email: string;
let userId: string;

beforeAll(async () => {
  passwordHash = await hashPassword(right);
  company = await makeCompany();
});
beforeEach(async () => {
  email = `${v7()}@example.test`;
  userId = (await makeUser({ companyId: company.id, role: 'staff', email, passwordHash })).id;
});
afterEach(() => {
  delete process.env.CATER_ENV;
  forgetEnv();
});

let serial = 0;
const address = () =>
  `2001:db8:${(serial++).toString(16)}:${Math.floor(Math.random() * 65535).toString(16)}::1`;
const attempt = (
  password: string,
  {
    ip = address(),
    device,
    requestId = v7(),
    who = email,
  }: {
    ip?: string;
    device?: string;
    requestId?: string;
    who?: string;
  } = {},
) => signInWithPassword({ email: who, password, device }, { ip, requestId });
const reasons = async (times: number, again: () => ReturnType<typeof attempt>) => {
  const results = [];
  for (let one = 0; one < times; one += 1) results.push(await again());
  return results.map((result) => (result.ok ? 'ok' : result.reason));
};
const asGate = <T>(work: Parameters<typeof actAs<T>>[1]) => actAs<T>({ role: 'auth', name: 'test' }, work);

async function auditOf(requestIds: string[]) {
  const owner = openPool({ url: process.env.TEST_DATABASE_OWNER_URL ?? '', max: 1 });
  try {
    return await owner`select * from audit_events where request_id in ${owner(requestIds)}`;
  } finally {
    await owner.end();
  }
}

describe('guessing', () => {
  test('ten wrong guesses from one place lock that place out, and nobody else', async () => {
    const ip = address();
    expect(await reasons(11, () => attempt('wrong', { ip }))).toEqual([
      ...Array(10).fill('wrong'),
      'too_many',
    ]);
    expect(await attempt(right, { ip })).toMatchObject({ ok: false, reason: 'too_many' });
    expect(await attempt(right)).toMatchObject({ ok: true });
  });

  test('from many places an account is closed after a hundred, but not for a browser that knows it', async () => {
    const device = issueDevice(email);
    await asGate((tx) =>
      tx.insert(rateLimits).values({
        key: `sign-in-account:${accountKey(email)}`,
        count: 99,
        resetsAt: new Date(Date.now() + 900_000),
      }),
    );
    expect(await reasons(2, () => attempt('wrong'))).toEqual(['wrong', 'too_many']);
    expect(await attempt(right)).toMatchObject({ reason: 'too_many' });
    expect(await attempt(right, { device })).toMatchObject({ ok: true });
  });

  test('a known browser has ten guesses of its own, and a right one gives them back', async () => {
    const device = issueDevice(email);
    expect(await reasons(9, () => attempt('wrong', { device }))).toEqual(Array(9).fill('wrong'));
    expect(await attempt(right, { device })).toMatchObject({ ok: true });
    expect(await reasons(11, () => attempt('wrong', { device }))).toEqual([
      ...Array(10).fill('wrong'),
      'too_many',
    ]);
  });

  test('a cookie of another account, a changed or an old one is no known browser', async () => {
    const other = issueDevice('other@example.test');
    const own = issueDevice(email);
    const [id, day = '', signature = ''] = own.split('.');
    const forged = [
      other,
      `${id}.${Number(day) - 1}.${signature}`,
      `${v7()}.${day}.${signature}`,
      `${own}x`,
      'x',
      '',
    ];
    for (const cookie of [...forged, undefined]) expect(knownDevice(email, cookie)).toBeUndefined();
    expect(knownDevice(email, own)).toBe(id);
    const ip = address();
    await reasons(10, () => attempt('wrong', { ip, device: other }));
    expect(await attempt(right, { ip, device: other })).toMatchObject({ reason: 'too_many' });
  });

  test('signing in rightly a hundred times from one address locks nobody out', async () => {
    const ip = address();
    await asGate((tx) =>
      tx.insert(rateLimits).values({
        key: `sign-in-from:${ip.split(':').slice(0, 4).join(':')}::/64`,
        count: 98,
        resetsAt: new Date(Date.now() + 900_000),
      }),
    );
    expect(await reasons(4, () => attempt(right, { ip }))).toEqual(['ok', 'ok', 'ok', 'ok']);
  });
});

describe('what signing in leaves behind', () => {
  test('what was typed is nowhere: not in the trail, not in the counters', async () => {
    const canary = `canary-password-${v7()}`;
    const ids = [v7(), v7()];
    await attempt('wrong-canary', { requestId: ids[0] });
    await attempt('wrong-canary', { requestId: ids[1], who: `${canary}@example.test` });
    const rows = await auditOf(ids);
    expect(rows.map((row) => [row.action, row.company_id])).toEqual(
      expect.arrayContaining([
        ['sign_in_failed', company.id],
        ['sign_in_failed', null],
      ]),
    );
    const kept = JSON.stringify([rows, await asGate((tx) => tx.select().from(rateLimits))]);
    expect(kept).toContain(userId);
    for (const typed of [canary, email, 'wrong-canary']) expect(kept).not.toContain(typed);
  });

  test('is swept: counters that ran out, sessions that ended long ago; the rest stays', async () => {
    const signedIn = await attempt(right);
    if (!signedIn.ok) throw new Error('not signed in');
    const [old, dead, live] = [v7(), v7(), `sweep:${v7()}`];
    await asGate(async (tx) => {
      await tx.insert(sessions).values([
        { id: old, userId, epoch: 1, expiresAt: sql`now() - interval '40 days'` as unknown as Date },
        {
          id: dead,
          userId,
          epoch: 1,
          expiresAt: sql`now() + interval '1 day'` as unknown as Date,
          endedAt: sql`now() - interval '40 days'` as unknown as Date,
        },
      ]);
      await tx.insert(rateLimits).values([
        { key: `${live}:old`, count: 1, resetsAt: new Date(Date.now() - 1000) },
        { key: live, count: 1, resetsAt: new Date(Date.now() + 900_000) },
      ]);
    });
    await sweepSignIns(new Date());
    const left = await asGate(async (tx) => [
      ...(await tx.select({ id: sessions.id }).from(sessions).where(eq(sessions.userId, userId))),
      ...(await tx
        .select({ id: rateLimits.key })
        .from(rateLimits)
        .where(sql`${rateLimits.key} like ${`${live}%`}`)),
    ]);
    expect(left.map(({ id }) => id)).toEqual([signedIn.sessionId, live]);
  });
});

describe('a session that ended stays ended', () => {
  test('disabling and enabling a person revives none of their sessions', async () => {
    const signedIn = await attempt(right);
    if (!signedIn.ok) throw new Error('not signed in');
    expect(await identityOf(signedIn.sessionId)).toMatchObject({ userId });
    const set = (disabledAt: Date | null) =>
      actAs(company.manager, (tx) => tx.update(users).set({ disabledAt }).where(eq(users.id, userId)));
    await set(new Date());
    expect(await identityOf(signedIn.sessionId)).toBeUndefined();
    await set(null);
    expect(await identityOf(signedIn.sessionId)).toBeUndefined();
    expect(await attempt(right)).toMatchObject({ ok: true });
  });

  test('so does a new password', async () => {
    const signedIn = await attempt(right);
    if (!signedIn.ok) throw new Error('not signed in');
    await asGate((tx) =>
      tx
        .update(users)
        .set({ passwordHash: `${passwordHash} ` })
        .where(eq(users.id, userId)),
    );
    expect(await identityOf(signedIn.sessionId)).toBeUndefined();
  });
});

describe('the demo’s logins are public', () => {
  test('so in production they open nothing, and their sessions are over', async () => {
    const demo = await makeCompany({ isDemo: true });
    const who = `${v7()}@example.test`;
    await makeUser({ companyId: demo.id, role: 'manager', email: who, passwordHash });
    const signedIn = await attempt(right, { who });
    if (!signedIn.ok) throw new Error('not signed in');
    expect(await hasDemoCompany()).toBe(true);
    process.env.CATER_ENV = 'production';
    forgetEnv();
    expect(await attempt(right, { who })).toMatchObject({ ok: false, reason: 'wrong' });
    expect(await identityOf(signedIn.sessionId)).toBeUndefined();
    expect(await attempt(right)).toMatchObject({ ok: true });
  });
});
