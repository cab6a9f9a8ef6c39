import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { makeBooking, makeCustomer } from '@/db/factories/booking';
import { makeCompany } from '@/db/factories/company';
import { messages } from '@/db/schema/messaging';
import { createOwnDatabase } from '@/db/testing/own-database';
import { isAccepted } from './outbox/merge-status';
import type { TestProvider } from './testing/provider';

async function start() {
  const database = await createOwnDatabase();
  process.env.DATABASE_URL = database.databaseUrl;
  const { startProvider, approveTemplates } = await import('./testing/provider');
  const provider = await startProvider();
  const { startTestRunner } = await import('@/lib/inngest/embedded/testing');
  const { messagingJobs } = await import('./jobs');
  const { bookingJobs } = await import('@/lib/bookings/jobs');
  const { messageOwners } = await import('@/lib/message-owners');
  const runner = await startTestRunner({
    databaseUrl: database.databaseUrl,
    build: () => [...bookingJobs, ...messagingJobs(messageOwners)],
  });
  return { database, provider, runner, approveTemplates, actAs: (await import('@/db/session')).actAs };
}
let world: Awaited<ReturnType<typeof start>>;
let provider: TestProvider;

beforeAll(async () => {
  world = await start();
  provider = world.provider;
});
afterAll(async () => {
  await world.runner.stop();
  await provider.close();
  await (await import('@/db/client')).closePool();
  await world.database.drop();
});

test('messages go out once through the runner, whatever the provider does and however often they are told', async () => {
  const company = await makeCompany({ contactCap: 50 });
  await world.approveTemplates(provider, company.id);
  await provider.control('faults', {
    seed: 7,
    faults: [
      { kind: 'http429', probability: 0.2, params: { retryAfter: 1 } },
      { kind: 'dropAfterAccept', probability: 0.2 },
      { kind: 'http5xxAfterAccept', probability: 0.1 },
    ],
  });
  for (let at = 0; at < 20; at += 1) {
    // The provider's faults are drawn by number: others would now and then be held back for minutes.
    const customer = await makeCustomer(company.id, { phone: `+2332440000${10 + at}` });
    const booking = await makeBooking(company.id, { customerId: customer.id, status: 'confirmed' });
    const event = {
      name: 'bookings/booking.confirmed',
      data: { companyId: company.id, bookingId: booking.id },
    };
    await world.runner.client.send([event, event]);
  }
  const states = () =>
    world.actAs(company.system, (tx) =>
      tx.select({ status: messages.status, sid: messages.sid }).from(messages),
    );
  await vi.waitFor(
    async () => {
      const rows = await states();
      // Those that were looked up are as far as the provider had come by then.
      expect(rows.filter((row) => isAccepted(row.status))).toHaveLength(20);
    },
    { timeout: 60_000, interval: 200 },
  );
  const counters = await provider.counters();
  expect(counters).toMatchObject({ accepted: 20, duplicateCreates: 0, duplicateDeliveries: 0 });
  expect(new Set((await states()).map((row) => row.sid)).size).toBe(20);
}, 90_000);
