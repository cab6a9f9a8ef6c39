import { describe, expect, test } from 'vitest';
import { makeBooking, makeCustomer } from '@/db/factories/booking';
import { openOutboxForEachTest } from '../testing/outbox';
import { queueMessage } from './queue';

const { outbox, provider } = openOutboxForEachTest();

describe('sending', () => {
  test('gives the approved template with its values and keeps the SID', async () => {
    const id = await outbox.queue();
    expect(await outbox.deliver(id)).toEqual({ outcome: 'accepted' });
    const row = await outbox.read(id);
    expect(row).toMatchObject({ status: 'queued', attempts: 1, errorCode: null });
    expect(row.body).toBe(
      'Hello Ama, thank you for letting us cater Mensah wedding. How was it? Tap a number from 1 to 5, or answer in your own words.',
    );
    const { messages: sent } = await provider.control<{
      messages: { sid: string; body: string; buttons: { id: string }[] }[];
    }>('messages');
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({ sid: row.sid, body: row.body });
    expect(sent[0]?.buttons.map((button) => button.id)).toEqual([
      'rate:5',
      'rate:4',
      'rate:3',
      'rate:2',
      'rate:1',
    ]);
  });

  test('follows the customer’s language, then the company’s, then English', async () => {
    const french = await makeCustomer(outbox.company.id, { language: 'fr', phone: '+33612345678' });
    const id = await outbox.queue({ customerId: french.id });
    await outbox.deliver(id);
    expect((await outbox.read(id)).body).toMatch(/^Bonjour Ama, merci de nous avoir confié Mensah wedding/);
  });

  test('sends once when two deliver the same message at once, and when asked again', async () => {
    const id = await outbox.queue();
    const [one, two] = await Promise.all([outbox.deliver(id), outbox.deliver(id)]);
    expect([one.outcome, two.outcome]).toContain('accepted');
    expect(await outbox.deliver(id)).toEqual({ outcome: 'accepted' });
    expect((await provider.counters()).createRequests).toBe(1);
  });

  test('keeps one row per booking and kind, and per once key (defect 1)', async () => {
    const booking = await makeBooking(outbox.company.id, { customerId: outbox.customer.id });
    const first = await outbox.inCompany((tx) => queueMessage(tx, outbox.order({ bookingId: booking.id })));
    const second = await outbox.inCompany((tx) => queueMessage(tx, outbox.order({ bookingId: booking.id })));
    expect(second).toMatchObject({ messageId: first.messageId, queued: false });
    const third = await outbox.inCompany((tx) => queueMessage(tx, outbox.order({ onceKey: 'a' })));
    const fourth = await outbox.inCompany((tx) => queueMessage(tx, outbox.order({ onceKey: 'a' })));
    expect(fourth).toMatchObject({ messageId: third.messageId, queued: false });
    expect(third.messageId).not.toBe(first.messageId);
  });

  test('shows choices within a session as buttons, and as a list from the fourth on', async () => {
    await outbox.queue();
    await outbox.openSession();
    await provider.control('inbound', { from: outbox.customer.phone, body: 'Hi' });
    const choices = (n: number) =>
      Array.from({ length: n }, (_none, at) => ({ id: `food:${at}`, title: `Score ${at}` }));
    const text = (n: number) => ({
      kind: 'feedback_question' as const,
      template: undefined,
      asked: true,
      text: { body: 'How was the food?', buttons: choices(n) },
    });
    for (const n of [3, 5, 5])
      expect(await outbox.deliver(await outbox.queue(text(n)))).toEqual({ outcome: 'accepted' });
    const { messages: sent } = await provider.control<{
      messages: { buttons: unknown[]; list: { items: unknown[] } | null; errorCode: null }[];
    }>('messages?direction=outbound');
    expect(sent.map((one) => [one.buttons.length, one.list?.items.length ?? 0, one.errorCode])).toEqual([
      [3, 0, null],
      [0, 5, null],
      [0, 5, null],
    ]);
  });
});
