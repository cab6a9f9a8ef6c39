import { randomUUID } from 'node:crypto';
import type { Inngest } from 'inngest';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Journal } from './contract-functions';

export type Engine = { client: Inngest; journal: Journal; stop: () => Promise<void> };

/**
 * What the house relies on, whichever engine runs its functions. `start` serves the contract's functions; `early`:
 * milliseconds that this engine's own sleeps may end before their time.
 */
export function describeContract(name: string, start: () => Promise<Engine>, early = 100): void {
  describe(`functions on ${name}`, () => {
    let engine: Engine;
    beforeAll(async () => {
      engine = await start();
    }, 60_000);
    afterAll(() => engine.stop(), 30_000);

    const send = async (event: string, data: object = {}, id?: string) => {
      const key = (data as { key?: string }).key ?? randomUUID();
      await engine.client.send({ name: `contract/${event}`, data: { key, ...data }, ...(id ? { id } : {}) });
      return key;
    };
    const eventually = (check: () => void) => vi.waitFor(check, { timeout: 20_000, interval: 25 });
    const noted = (key: string, what: string, times = 1) =>
      eventually(() => expect(engine.journal.count(key, what)).toBe(times));

    it('runs each step once and remembers its result', async () => {
      const key = await send('steps');
      await noted(key, 'end');
      expect(engine.journal.value(key, 'end')).toEqual([20, 21, 22]);
      expect([engine.journal.count(key, 'first'), engine.journal.count(key, 'second')]).toEqual([1, 1]);
    });

    it('sleeps for a time and until a moment', async () => {
      const until = Date.now() + 2_500;
      const key = await send('sleeps', { until });
      await noted(key, 'after');
      const at = (what: string) => engine.journal.all(key, what)[0]?.at ?? 0;
      expect(at('between') - at('before')).toBeGreaterThanOrEqual(1_000 - early);
      expect(at('after')).toBeGreaterThanOrEqual(until - early);
    });

    it('acts when it is due and not before, however early a sleep ends', async () => {
      const from = Date.now() + 1_500;
      // Every part of a second, since engines round to whole ones.
      const keys = await Promise.all(
        Array.from({ length: 12 }, (_, at) =>
          send('comes-due', { key: randomUUID(), until: from + at * 137 }),
        ),
      );
      for (const key of keys) {
        await noted(key, 'acted');
        const late = Number(engine.journal.value(key, 'acted'));
        expect(late).toBeGreaterThanOrEqual(0);
        expect(late).toBeLessThan(5_000);
      }
    });

    it('wakes a wait by the event that its expression accepts', async () => {
      const key = await send('waits', { timeout: '15s' });
      await noted(key, 'ready');
      // An event sent before the wait is registered is lost, on any engine: repeat until it arrives.
      await eventually(async () => {
        await send('reply', { key: `not-${key}`, score: 5 });
        await send('reply', { key, score: 1 });
        await send('reply', { key, score: 5 });
        await vi.waitFor(() => expect(engine.journal.count(key, 'reply')).toBe(1), { timeout: 1_000 });
      });
      expect(engine.journal.value(key, 'reply')).toMatchObject({ key, score: 5 });
    });

    it('ends a wait with null when nothing comes in time', async () => {
      const key = await send('waits', { timeout: '1s' });
      await noted(key, 'reply');
      expect(engine.journal.value(key, 'reply')).toBe('none');
    });

    it('starts functions by events that a step sends, if the trigger accepts them', async () => {
      const key = await send('sends');
      await noted(key, 'sent');
      expect(engine.journal.value(key, 'sent')).toBe(1);
    });

    it('invokes functions and gets their result or their error', async () => {
      const key = await send('invokes');
      await noted(key, 'invoked');
      expect(engine.journal.value(key, 'invoked')).toEqual({
        result: 42,
        failure: expect.stringContaining('always broken'),
      });
    });

    it('runs parallel steps once each and goes on when all are done', async () => {
      const key = await send('parallel');
      await noted(key, 'sum');
      expect(engine.journal.value(key, 'sum')).toEqual([1, 2, 3, null]);
      expect(engine.journal.count(key, 'part')).toBe(2);
    });

    it('tries a failed step again, when it asks for it, and counts attempts per step', async () => {
      const key = await send('retries');
      await noted(key, 'end');
      expect(engine.journal.all(key, 'attempt').map(({ value }) => value)).toEqual([0, 1, 2]);
      expect(engine.journal.value(key, 'end')).toBe(0);
      const [first, second] = engine.journal.all(key, 'attempt');
      expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(900);
    });

    it('does not try a non-retriable failure again and calls onFailure once', async () => {
      const key = await send('fails');
      await noted(key, 'failure');
      expect(engine.journal.value(key, 'failure')).toContain('no such number');
      expect(engine.journal.count(key, 'tried')).toBe(1);
    });

    it('lets the function catch a step that failed for good', async () => {
      const key = await send('catches');
      await noted(key, 'caught');
      expect(engine.journal.value(key, 'caught')).toContain('broken line');
    });

    it('starts once for an idempotency key and once for an event id', async () => {
      const key = randomUUID();
      for (const kind of ['a', 'b', 'a', 'b']) await send('once', { key, kind });
      for (let copy = 0; copy < 3; copy += 1) await send('plain', { key }, `plain-${key}`);
      await noted(key, 'plain');
      // A later event of another kind shows that the earlier ones are through.
      await send('once', { key, kind: 'c' });
      await noted(key, 'once', 3);
      expect(engine.journal.all(key, 'once').map(({ value }) => value)).toEqual(
        expect.arrayContaining(['a', 'b', 'c']),
      );
      expect(engine.journal.count(key, 'plain')).toBe(1);
    });

    it('keeps to the concurrency of a key and runs other keys meanwhile', async () => {
      const [one, two] = [randomUUID(), randomUUID()];
      for (const key of [one, one, one, two, two, two]) await send('one-by-one', { key });
      await noted(one, 'span', 3);
      await noted(two, 'span', 3);
      const spans = (key: string) => engine.journal.all(key, 'span').map(({ value }) => value as number[]);
      for (const key of [one, two]) {
        const sorted = spans(key).sort(([a = 0], [b = 0]) => a - b);
        const overlaps = sorted.filter(([start = 0], index) => start < (sorted[index - 1]?.[1] ?? 0) - 5);
        expect(overlaps).toEqual([]);
      }
      const together = spans(one).some(([from = 0, to = 0]) =>
        spans(two).some(([start = 0, end = 0]) => start < to && from < end),
      );
      expect(together).toBe(true);
    });

    it('throttles run starts per key', async () => {
      const key = randomUUID();
      const sentAt = Date.now();
      for (let run = 0; run < 3; run += 1) await send('throttled', { key });
      await noted(key, 'started', 3);
      const waited = engine.journal.all(key, 'started').map(({ at }) => at - sentAt);
      expect(waited[0]).toBeLessThan(2_000);
      expect(waited[1]).toBeGreaterThanOrEqual(1_900);
      expect(waited[2]).toBeGreaterThanOrEqual(3_900);
    });

    it('cancels a sleeping run by its event, and only that run', async () => {
      const [cancelled, spared] = [await send('cancellable'), await send('cancellable')];
      await noted(cancelled, 'before');
      await noted(spared, 'before');
      await send('cancel', { key: cancelled });
      await noted(spared, 'after');
      expect(engine.journal.count(cancelled, 'after')).toBe(0);
    });
  });
}
