import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createOwnDatabase } from '@/db/testing/own-database';

let database: Awaited<ReturnType<typeof createOwnDatabase>>;
let tools: Awaited<ReturnType<typeof open>>;

/** Figures of the whole installation need a database of their own, opened before anything that reads its address. */
async function open() {
  process.env.DATABASE_URL = database.databaseUrl;
  vi.resetModules();
  const { makeBooking } = await import('@/db/factories/booking');
  const { makeCompany } = await import('@/db/factories/company');
  const { actAs } = await import('@/db/session');
  const schema = await import('@/db/schema/messaging');
  const { checkHealth } = await import('./health');
  return { makeBooking, makeCompany, actAs, schema, checkHealth };
}

beforeAll(async () => {
  database = await createOwnDatabase();
  tools = await open();
});
afterAll(async () => {
  await (await import('@/db/client')).closePool();
  await database.drop();
});

const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000);

test('an engine that is away is seen in what it leaves lying: overdue messages and unread answers', async () => {
  const { makeBooking, makeCompany, actAs, schema, checkHealth } = tools;
  const company = await makeCompany();
  const { customerId } = await makeBooking(company.id);
  const put = async (row: Partial<typeof schema.messages.$inferInsert>) =>
    actAs(company.system, async (tx) => {
      const [talk] = await tx
        .insert(schema.conversations)
        .values({ companyId: company.id, customerId, address: `whatsapp:${crypto.randomUUID()}` })
        .returning();
      await tx.insert(schema.messages).values({
        companyId: company.id,
        customerId,
        conversationId: talk?.id ?? '',
        direction: 'outbound',
        kind: 'staff_reply',
        status: 'waiting',
        ...row,
      });
    });
  const queue = async () => (await checkHealth()).queue.detail as Record<string, number>;

  await put({ createdAt: ago(90), nextAttemptAt: ago(-30) });
  await put({ createdAt: ago(90), status: 'sent' });
  await put({ createdAt: ago(90), direction: 'inbound', status: 'received', handledAt: ago(80) });
  expect(await queue()).toMatchObject({
    oldestOverdueMessageAgeSeconds: 0,
    oldestUnreadMessageAgeSeconds: 0,
  });

  await put({ createdAt: ago(90), nextAttemptAt: ago(45) });
  await put({ createdAt: ago(70), direction: 'inbound', status: 'received' });
  const found = await queue();
  expect(Math.round((found.oldestOverdueMessageAgeSeconds ?? 0) / 60)).toBe(45);
  expect(Math.round((found.oldestUnreadMessageAgeSeconds ?? 0) / 60)).toBe(70);
  expect((await checkHealth()).queue.ok).toBe(false);
});

test('with a server for the engine nothing runs here, and the age of the work decides alone', async () => {
  vi.stubEnv('INNGEST_SIGNING_KEY', `signkey-test-${'0f'.repeat(32)}`);
  const { forgetEnv } = await import('@/lib/platform/env');
  forgetEnv();
  const health = await tools.checkHealth();
  expect(health.runner.ok).toBe(true);
  expect(health.queue.ok).toBe(false);
  expect(health.ok).toBe(false);
  vi.unstubAllEnvs();
  forgetEnv();
});
