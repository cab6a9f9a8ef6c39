import { describe, expect, test } from 'vitest';
import { alerts } from '@/db/schema/cases';
import { senders } from '@/db/schema/messaging';
import { consentOf } from '../consent/record-consent';
import { openOutboxForEachTest } from '../testing/outbox';

const { outbox, provider } = openOutboxForEachTest();
const past = () => new Date(Date.now() - 120_000);

describe('what Twilio refuses', () => {
  test('429 waits as long as Twilio asks and is sent once', async () => {
    await provider.failNext('http429', { retryAfter: 20 });
    const id = await outbox.queue();
    const before = Date.now();
    const held = await outbox.deliver(id);
    expect(held.outcome).toBe('retry_at');
    expect((held.at?.getTime() ?? 0) - before).toBeGreaterThanOrEqual(20_000);
    expect(await outbox.deliver(id)).toMatchObject({ outcome: 'retry_at', reason: 'retry' });
    await outbox.write(id, { nextAttemptAt: past() });
    expect(await outbox.deliver(id)).toEqual({ outcome: 'accepted' });
    expect(await outbox.read(id)).toMatchObject({ attempts: 2, status: 'queued', errorCode: null });
  });

  test('an account fault pauses the sender, alerts once and keeps every message', async () => {
    await provider.failNext('syncError', { status: 401, code: 20003 });
    const [first, second] = [await outbox.queue(), await outbox.queue({ onceKey: 'b' })];
    expect(await outbox.deliver(first)).toMatchObject({ outcome: 'retry_at', reason: '20003' });
    expect(await outbox.deliver(second)).toMatchObject({ outcome: 'retry_at', reason: 'sender_paused' });
    expect((await provider.counters()).createRequests).toBe(1);
    const [[sender], open] = await outbox.inCompany((tx) =>
      Promise.all([tx.select().from(senders), tx.select().from(alerts)]),
    );
    expect(sender?.pausedAt).toBeInstanceOf(Date);
    expect(open.map((alert) => alert.kind)).toEqual(['sender_paused']);
    await outbox.inCompany((tx) => tx.update(senders).set({ pausedAt: null }));
    await outbox.write(first, { nextAttemptAt: null });
    expect(await outbox.deliver(first)).toEqual({ outcome: 'accepted' });
  });

  test.each([
    [21211, 'failed', 'granted'],
    [63027, 'failed', 'granted'],
    [99999, 'failed', 'granted'],
  ])('%i is for good: %s', async (code, outcome, consent) => {
    await provider.failNext('syncError', { status: 400, code });
    const id = await outbox.queue();
    expect(await outbox.deliver(id)).toEqual({ outcome, reason: String(code) });
    expect(await outbox.read(id)).toMatchObject({ status: 'failed', errorCode: code });
    expect(await outbox.inCompany((tx) => consentOf(tx, outbox.customer.id))).toBe(consent);
    expect(await outbox.deliver(id)).toMatchObject({ outcome: 'failed' });
    expect((await provider.counters()).createRequests).toBe(1);
  });

  test.each([
    ['opt_out_confirmation', 21610],
    ['staff_reply', 21610],
    ['feedback_reminder', 63033],
  ] as const)(
    '%s to somebody who opted out at the provider (%i) was not sent, and has not failed',
    async (kind, code) => {
      await provider.failNext('syncError', { status: 400, code });
      await outbox.openSession();
      const id = await outbox.queue({ kind, onceKey: `${kind}:opted-out`, text: { body: 'Hello' } });
      expect(await outbox.deliver(id)).toMatchObject({ outcome: 'not_sent', reason: 'opted_out' });
      expect(await outbox.read(id)).toMatchObject({
        status: 'not_sent',
        notSentReason: 'opted_out',
        failedAt: null,
      });
      expect(await outbox.inCompany((tx) => consentOf(tx, outbox.customer.id))).toBe('withdrawn');
    },
  );

  test('63016 for a text: its template is sent once instead', async () => {
    await outbox.queue({ onceKey: 'first' });
    await outbox.openSession();
    await provider.failNext('syncError', { status: 400, code: 63016 });
    const id = await outbox.queue({ text: { body: 'Hello' } });
    expect((await outbox.deliver(id)).outcome).toBe('retry_at');
    expect(await outbox.deliver(id)).toEqual({ outcome: 'accepted' });
    expect((await outbox.read(id)).contentSid).toMatch(/^HX/);
    await provider.failNext('syncError', { status: 400, code: 63016 });
    const again = await outbox.queue({ onceKey: 'c', text: undefined });
    expect(await outbox.deliver(again)).toEqual({ outcome: 'failed', reason: '63016' });
  });
});
