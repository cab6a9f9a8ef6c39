import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { closePool } from '@/db/client';
import { findFreePort } from '@/db/embedded/ports';
import { makeBooking } from '@/db/factories/booking';
import { makeCompany } from '@/db/factories/company';
import { dataRoute } from '@/lib/platform/data-route';
import { forgetEnv } from '@/lib/platform/env';
import { log } from '@/lib/platform/log';
import { insightsScreen } from './screens';
import { look, sessionOf } from './testing/world';

// The cookie is sealed by Next’s own; which session it names is what is asked here.
vi.mock('@/lib/auth/session-id', () => ({ sessionIdOfCookies: async (cookie: string) => cookie }));

const there = process.env.DATABASE_URL ?? '';
let session: string;
beforeAll(async () => {
  const company = await makeCompany();
  await makeBooking(company.id, { status: 'confirmed', eventName: 'Boateng wedding' });
  session = await sessionOf(company.manager);
});

async function useDatabase(url: string): Promise<void> {
  await closePool();
  process.env.DATABASE_URL = url;
  forgetEnv();
}
afterEach(() => useDatabase(there));

const ask = () =>
  dataRoute(insightsScreen)(
    new Request('http://cater.test/api/v1/insights', { headers: { cookie: session } }),
    {
      params: Promise.resolve({}),
    },
  );

test('while the database is away nothing that was kept is told, since who asks can’t be known; after it all is as before', async () => {
  const silent = vi.spyOn(log, 'error').mockImplementation(() => undefined);
  const before = await look(session);
  await useDatabase(`postgres://cater_login:x@127.0.0.1:${await findFreePort()}/cater`);
  const answer = await ask();
  expect(answer.status).toBe(500);
  expect(await answer.json()).toEqual({ error: { code: 'fault', message: expect.any(String) } });
  await useDatabase(there);
  expect((await ask()).status).toBe(200);
  expect(await look(session)).toEqual(before);
  silent.mockRestore();
});
