import { describe, expect, test } from 'vitest';
import { makeCustomer } from '@/db/factories/booking';
import { companies } from '@/db/schema/companies';
import { messageOwners } from '@/lib/message-owners';
import { openOutboxForEachTest } from '../testing/outbox';
import { deliverMessages } from './deliver';

const { outbox, provider } = openOutboxForEachTest();

describe('a batch', () => {
  const deliverAll = (messageIds: string[]) =>
    deliverMessages({ companyId: outbox.company.id, messageIds, kinds: messageOwners.kinds });

  test('is given away one by one: each message has its own answer, failure and what follows from it', async () => {
    const people = await Promise.all(Array.from({ length: 4 }, () => makeCustomer(outbox.company.id)));
    const ids = await Promise.all(people.map(({ id }) => outbox.queue({ customerId: id })));
    const gone = crypto.randomUUID();
    await provider.control('faults', { kind: 'http429', to: people[1]?.phone, params: { retryAfter: 20 } });
    await provider.control('faults', { kind: 'dropAfterAccept', to: people[2]?.phone });
    const deliveries = await deliverAll([...ids, gone]);
    expect([...ids, gone].map((id) => deliveries.get(id)?.outcome)).toEqual([
      'accepted',
      'retry_at',
      'unknown',
      'accepted',
      'failed',
    ]);
    expect(await Promise.all(ids.map(async (id) => (await outbox.read(id)).status))).toEqual([
      'queued',
      'waiting',
      'unknown',
      'queued',
    ]);
  });

  test('counts its own messages towards the cap of a customer', async () => {
    await outbox.inCompany((tx) => tx.update(companies).set({ contactCap: 1 }));
    const ids = [await outbox.queue({ onceKey: 'one' }), await outbox.queue({ onceKey: 'two' })];
    const outcomes = [...(await deliverAll(ids)).values()].map(({ outcome }) => outcome);
    expect(outcomes.sort()).toEqual(['accepted', 'not_sent']);
  });

  test('delivered twice at the same time sends each message once', async () => {
    const people = await Promise.all(Array.from({ length: 6 }, () => makeCustomer(outbox.company.id)));
    const ids = await Promise.all(people.map(({ id }) => outbox.queue({ customerId: id })));
    await Promise.all([deliverAll(ids), deliverAll([...ids].reverse()), outbox.deliver(ids[0] ?? '')]);
    expect((await provider.counters()).createRequests).toBe(6);
  });
});
