import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { makeCustomer } from '@/db/factories/booking';
import { makeCompany, type TestCompany } from '@/db/factories/company';
import { messages, senders } from '@/db/schema/messaging';
import { actAs } from '@/db/session';
import { messageOwners } from '@/lib/message-owners';
import { forgetEnv } from '@/lib/platform/env';
import { approveTemplates, startProvider, type TestProvider } from '../testing/provider';
import { deliverMessages } from './deliver';
import { queueMessage } from './queue';
import { reserveMoments } from './send-pace';

let provider: TestProvider;
let company: TestCompany;

beforeAll(async () => {
  provider = await startProvider();
});
afterAll(() => provider.close());
beforeEach(async () => {
  company = await makeCompany();
});

const sender = { id: '00000000-0000-4000-8000-000000000001', rate: 20 };
const reserve = (count: number, now: Date, of = sender) =>
  actAs(company.system, (tx) => reserveMoments(tx, { companyId: company.id, sender: of, count, now }));

test('however many ask at once, no two messages of a sender are closer than its rate allows', async () => {
  const now = new Date('2026-03-01T10:00:00Z');
  const given = await Promise.all(Array.from({ length: 10 }, () => reserve(3, now)));
  const moments = given.flat().map((moment) => moment.getTime() - now.getTime());
  expect(moments.sort((a, b) => a - b)).toEqual(Array.from({ length: 30 }, (_none, at) => at * 50));
  expect((await reserve(1, now, { ...sender, id: company.id }))[0]).toEqual(now);
});

test('a sender that was quiet may send at once, and hasn’t saved anything up', async () => {
  const later = new Date('2026-03-01T11:00:00Z');
  await reserve(2, new Date('2026-03-01T10:00:00Z'));
  expect(await reserve(2, later)).toEqual([later, new Date(later.getTime() + 50)]);
});

test('SEND_RATE stands in for the sender’s own rate', async () => {
  process.env.SEND_RATE = '1000';
  forgetEnv();
  const now = new Date();
  const [, second] = await reserve(2, now);
  delete process.env.SEND_RATE;
  forgetEnv();
  expect((second?.getTime() ?? 0) - now.getTime()).toBe(1);
});

test('what is far ahead waits in the outbox, keeps its moment and goes out when that has come', async () => {
  await approveTemplates(provider, company.id);
  await actAs(company.system, (tx) => tx.update(senders).set({ rate: 1 }));
  const queueOne = async () => {
    const customer = await makeCustomer(company.id);
    const variables = { customer: 'Ama', event: 'Mensah wedding' };
    const order = { companyId: company.id, customerId: customer.id, kind: 'feedback_request' } as const;
    return actAs(company.system, (tx) =>
      queueMessage(tx, { ...order, template: { purpose: order.kind, variables }, asked: false }),
    );
  };
  const queued = [await queueOne(), await queueOne(), await queueOne(), await queueOne()];
  const messageIds = queued.map(({ messageId }) => messageId);
  const deliver = async () => [
    ...(await deliverMessages({ companyId: company.id, messageIds, kinds: messageOwners.kinds })).values(),
  ];

  const held = (await deliver()).filter(({ outcome }) => outcome !== 'accepted');
  expect(held).toEqual([{ outcome: 'retry_at', reason: 'throttled', at: expect.any(Date) }]);
  await actAs(company.system, (tx) =>
    tx
      .update(messages)
      .set({ nextAttemptAt: new Date(Date.now() - 1) })
      .where(eq(messages.heldReason, 'throttled')),
  );
  expect((await deliver()).map(({ outcome }) => outcome)).toEqual(Array(4).fill('accepted'));
  expect((await provider.counters()).duplicateCreates).toBe(0);
});
