import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { closePool, openPool } from '@/db/client';
import { createOwnDatabase } from '@/db/testing/own-database';
import { signInWithPassword } from '@/lib/auth/sign-in';
import { forgetEnv } from '@/lib/platform/env';

type FirstRun = typeof import('./first-run');
const shared = process.env.DATABASE_URL;
const origin = { ip: '192.0.2.11' };
const given = (over: object = {}) => ({
  ...{ company: 'Café Ɔdɔ & Sons', name: 'Ama Mensah', email: 'ama@example.test' },
  ...{ password: 'seven goats cross slowly', token: '' },
  ...{ country: 'GH', timeZone: 'Africa/Accra', currency: 'GHS' },
  ...over,
});
let own: Awaited<ReturnType<typeof createOwnDatabase>>;
let run: FirstRun;

beforeAll(closePool);
beforeEach(async () => {
  own = await createOwnDatabase();
  process.env.DATABASE_URL = own.databaseUrl;
  forgetEnv();
  // As a process that has just been started.
  vi.resetModules();
  run = await import('./first-run');
});
afterEach(async () => {
  delete process.env.CATER_ENV;
  const { closePool: close } = await import('@/db/client');
  await close();
  await closePool();
  await own.drop();
});
afterAll(() => {
  process.env.DATABASE_URL = shared;
  forgetEnv();
});

async function counted(): Promise<Record<string, number>> {
  const owner = openPool({ url: own.ownerUrl, max: 1 });
  const [row] = await owner<{ companies: number; users: number; managers: number; founded: number }[]>`
    select (select count(*)::int from companies) as companies, (select count(*)::int from users) as users,
      (select count(*)::int from memberships where role = 'manager') as managers,
      (select count(*)::int from audit_events where action = 'company_founded') as founded`;
  await owner.end();
  return row ?? {};
}

describe('an installation without a company', () => {
  test('gets its first one with a manager who can sign in, no demo data, and then never another', async () => {
    expect(await run.isEmpty()).toBe(true);
    const { companyId } = await run.foundCompany(given(), origin);
    expect(await run.isEmpty()).toBe(false);
    expect(await counted()).toEqual({ companies: 1, users: 1, managers: 1, founded: 1 });
    const signedIn = await signInWithPassword(
      { email: 'ama@example.test', password: 'seven goats cross slowly' },
      origin,
    );
    expect(signedIn.ok).toBe(true);
    const again = given({ email: 'stranger@example.test', company: 'Mine now' });
    await expect(run.foundCompany(again, origin)).rejects.toMatchObject({ code: 'conflict' });
    // Nor by another process that hasn't seen it.
    vi.resetModules();
    const other = await import('./first-run');
    await expect(other.foundCompany(again, origin)).rejects.toMatchObject({ code: 'conflict' });
    const { closePool: close } = await import('@/db/client');
    await close();
    expect(await counted()).toEqual({ companies: 1, users: 1, managers: 1, founded: 1 });
    expect(companyId).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('is made by one of several who begin at the same moment', async () => {
    const results = await Promise.allSettled(
      [1, 2, 3, 4, 5].map((n) =>
        run.foundCompany(given({ email: `racer-${n}@example.test` }), { ip: `192.0.2.${n}` }),
      ),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await counted()).toEqual({ companies: 1, users: 1, managers: 1, founded: 1 });
  });

  test('in production is nobody’s who doesn’t have the token of the log', async () => {
    process.env.CATER_ENV = 'production';
    forgetEnv();
    const { forgetEnv: forget } = await import('@/lib/platform/env');
    forget();
    expect(run.asksForToken()).toBe(true);
    const token = run.setupToken();
    for (const wrong of ['', 'x', token.slice(1), `${token}x`, token.toUpperCase()])
      await expect(run.foundCompany(given({ token: wrong }), origin)).rejects.toMatchObject({
        code: 'forbidden',
        detail: { fields: { token: expect.any(String) } },
      });
    expect(await counted()).toMatchObject({ companies: 0, users: 0 });
    for (let guess = 0; guess < 15; guess += 1)
      await run.foundCompany(given({ token: 'x' }), origin).catch(() => undefined);
    await expect(run.foundCompany(given({ token }), origin)).rejects.toMatchObject({ code: 'rate_limited' });
    await run.foundCompany(given({ token }), { ip: '198.51.100.1' });
    expect(await counted()).toMatchObject({ companies: 1, users: 1 });
  });

  test('keeps nothing of one that was refused', async () => {
    for (const wrong of [{ password: 'password1234' }, { timeZone: 'Mars/Olympus', country: 'gh' }])
      await run.foundCompany(given(wrong), origin).catch(() => undefined);
    expect(await counted()).toMatchObject({ companies: 0, users: 0 });
  });
});
