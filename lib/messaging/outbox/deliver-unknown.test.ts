import { describe, expect, test } from 'vitest';
import { openOutboxForEachTest } from '../testing/outbox';

const { outbox, provider } = openOutboxForEachTest();
const past = () => new Date(Date.now() - 120_000);

describe('what Twilio left unanswered', () => {
  test.each(['dropAfterAccept', 'http5xxAfterAccept'])(
    '%s: looked up and adopted, never sent again',
    async (kind) => {
      await provider.failNext(kind);
      const id = await outbox.queue();
      expect((await outbox.deliver(id)).outcome).toBe('unknown');
      expect((await outbox.read(id)).status).toBe('unknown');
      await outbox.write(id, { nextAttemptAt: past() });
      expect(await outbox.deliver(id)).toEqual({ outcome: 'accepted' });
      const { messages: sent } = await provider.control<{ messages: { sid: string }[] }>('messages');
      expect(sent.map((one) => one.sid)).toEqual([(await outbox.read(id)).sid]);
      expect((await provider.counters()).createRequests).toBe(1);
    },
  );

  test.each(['refuse', 'http5xx'])(
    '%s: surely absent after the provider’s list had time, so sent again',
    async (kind) => {
      await provider.failNext(kind);
      const id = await outbox.queue();
      expect((await outbox.deliver(id)).outcome).toBe('unknown');
      await outbox.write(id, { nextAttemptAt: past() });
      // Too early to tell: the list may lag.
      expect(await outbox.deliver(id)).toMatchObject({ outcome: 'unknown', reason: 'not listed yet' });
      await outbox.write(id, { nextAttemptAt: past(), claimedAt: past() });
      expect((await outbox.deliver(id)).outcome).toBe('retry_at');
      expect(await outbox.deliver(id)).toEqual({ outcome: 'accepted' });
      expect((await provider.counters()).accepted).toBe(1);
    },
  );

  test('a lookup that fails leaves it unknown', async () => {
    await provider.failNext('dropAfterAccept');
    await provider.failNext('lookupFails');
    const id = await outbox.queue();
    await outbox.deliver(id);
    await outbox.write(id, { nextAttemptAt: past(), claimedAt: past() });
    expect((await outbox.deliver(id)).outcome).toBe('unknown');
    await outbox.write(id, { nextAttemptAt: past() });
    expect(await outbox.deliver(id)).toEqual({ outcome: 'accepted' });
    expect((await provider.counters()).createRequests).toBe(1);
  });

  test('a process that died between claim and answer: looked up before anything is sent', async () => {
    const id = await outbox.queue();
    await outbox.write(id, { status: 'sending', claimedAt: new Date(), attempts: 1 });
    expect(await outbox.deliver(id)).toMatchObject({ outcome: 'retry_at', reason: 'sending' });
    await outbox.write(id, { claimedAt: past() });
    expect(await outbox.deliver(id)).toMatchObject({ outcome: 'retry_at', reason: 'retry' });
    expect(await outbox.deliver(id)).toEqual({ outcome: 'accepted' });
  });
});
