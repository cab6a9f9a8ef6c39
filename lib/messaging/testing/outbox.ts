import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { makeCustomer } from '@/db/factories/booking';
import { makeCompany } from '@/db/factories/company';
import { conversations, messages } from '@/db/schema/messaging';
import { actAs } from '@/db/session';
import { messageOwners } from '@/lib/message-owners';
import { deliverMessage } from '../outbox/deliver';
import { type QueueOrder, queueMessage } from '../outbox/queue';
import { approveTemplates, startProvider, type TestProvider } from './provider';

export type Outbox = Awaited<ReturnType<typeof makeOutbox>>;

/** A company of its own with one customer who opted in, and the messages that it queues for them. */
export async function makeOutbox() {
  const company = await makeCompany();
  const customer = await makeCustomer(company.id);
  const inCompany = <T>(work: Parameters<typeof actAs<T>>[1]) => actAs(company.system, work);

  const order = (over: Partial<QueueOrder> = {}): QueueOrder => ({
    companyId: company.id,
    customerId: customer.id,
    kind: 'feedback_request',
    template: { purpose: 'feedback_request', variables: { customer: 'Ama', event: 'Mensah wedding' } },
    asked: false,
    ...over,
  });
  const queue = async (over: Partial<QueueOrder> = {}) =>
    (await inCompany((tx) => queueMessage(tx, order(over)))).messageId;
  const deliver = (messageId: string) =>
    deliverMessage({ companyId: company.id, messageId }, messageOwners.kinds);
  const read = async (messageId: string) => {
    const [row] = await inCompany((tx) => tx.select().from(messages).where(eq(messages.id, messageId)));
    if (!row) throw new Error('no such message');
    return row;
  };
  const write = (messageId: string, set: Partial<typeof messages.$inferInsert>) =>
    inCompany((tx) => tx.update(messages).set(set).where(eq(messages.id, messageId)));
  /** The customer wrote at this time: from then on text may go out for a day. */
  const openSession = (at = new Date()) =>
    inCompany((tx) =>
      tx.update(conversations).set({ lastInboundAt: at }).where(eq(conversations.customerId, customer.id)),
    );
  return { company, customer, inCompany, order, queue, deliver, read, write, openSession };
}

/**
 * For a whole test file: a provider, and for each test an outbox whose templates are approved, at a provider that
 * has forgotten what was before. Both objects are filled before a test reads them.
 */
export function openOutboxForEachTest(): { provider: TestProvider; outbox: Outbox } {
  const provider = {} as TestProvider;
  const outbox = {} as Outbox;
  beforeAll(async () => {
    Object.assign(provider, await startProvider());
  });
  afterAll(() => provider.close());
  beforeEach(async () => {
    await provider.control('reset', { templates: true });
    Object.assign(outbox, await makeOutbox());
    await approveTemplates(provider, outbox.company.id);
  });
  return { provider, outbox };
}
