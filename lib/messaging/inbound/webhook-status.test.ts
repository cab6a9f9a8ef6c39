import { asc, eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { messageEvents } from '@/db/schema/messaging';
import { recordOutcome } from '../outbox/record-outcome';
import { newSid, type Pairs, signedRequest } from '../testing/signed';
import { makeWebhooks, type Report, type Target, type TestWebhooks } from '../testing/webhooks';
import { answerStatus } from './webhooks';

vi.mock('@/lib/inngest/client', () => ({
  inngest: { send: async () => undefined, createFunction: () => ({}) },
}));

let hooks: TestWebhooks;

beforeAll(async () => {
  hooks = await makeWebhooks();
});

describe('status', () => {
  const sending = async () => {
    const target = await hooks.queueTarget();
    await hooks.write(target.messageId, { status: 'sending', attempts: 1, claimedAt: new Date() });
    return target;
  };
  const report = (target: Target, given: Report) =>
    answerStatus(hooks.statusRequest(target, { attempt: 1, ...given }));

  test('ends in the same state for every order of the callbacks and of the answer', async () => {
    const steps = ['accepted', 'queued', 'sent', 'delivered', 'answer'];
    const ends = await Promise.all(
      permutations(steps).map(async (order) => {
        const target = await sending();
        const sid = newSid();
        for (const step of order) {
          if (step === 'answer')
            await recordOutcome({ ...target, attempt: 1 }, { outcome: 'accepted', sid, status: 'accepted' });
          else expect((await report(target, { sid, status: step })).status).toBe(204);
        }
        const row = await hooks.read(target.messageId);
        return [row.status, row.sid === sid, row.errorCode].join();
      }),
    );
    expect(ends).toHaveLength(120);
    expect(new Set(ends)).toEqual(new Set(['delivered,true,']));
  });

  test('failed beats sent, delivered beats failed, whichever comes first (defect 14)', async () => {
    for (const order of permutations(['sent', 'undelivered', 'delivered'])) {
      const target = await sending();
      const sid = newSid();
      for (const status of order) {
        await report(target, { sid, status, code: status === 'undelivered' ? 21614 : undefined });
      }
      expect((await hooks.read(target.messageId)).status).toBe('delivered');
    }
    for (const order of permutations(['queued', 'sent', 'undelivered'])) {
      const target = await sending();
      const sid = newSid();
      for (const status of order) {
        await report(target, { sid, status, code: status === 'undelivered' ? 21614 : undefined });
      }
      expect(await hooks.read(target.messageId)).toMatchObject({ status: 'undelivered', errorCode: 21614 });
    }
  });

  test('every one is kept, also repeated and unheard-of ones', async () => {
    const target = await sending();
    const sid = newSid();
    for (const status of ['sent', 'sent', 'teleported', 'read']) await report(target, { sid, status });
    const kept = await hooks.inCompany((tx) =>
      tx.select().from(messageEvents).where(eq(messageEvents.sid, sid)).orderBy(asc(messageEvents.id)),
    );
    expect(kept.map((event) => event.status)).toEqual(['sent', 'sent', 'teleported', 'read']);
    expect(kept.every((event) => event.messageId === target.messageId)).toBe(true);
    expect((await hooks.read(target.messageId)).status).toBe('read');
  });

  test('one of an unknown SID waits until that SID is known', async () => {
    const target = await sending();
    const sid = newSid();
    const path = `/api/webhooks/twilio/status?c=${hooks.company.id}`;
    const pairs: Pairs = [
      ['AccountSid', hooks.account],
      ['MessageSid', sid],
      ['MessageStatus', 'delivered'],
    ];
    expect((await answerStatus(signedRequest(pairs, { path }))).status).toBe(204);
    expect((await hooks.read(target.messageId)).status).toBe('sending');
    await recordOutcome({ ...target, attempt: 1 }, { outcome: 'accepted', sid, status: 'queued' });
    expect((await hooks.read(target.messageId)).status).toBe('delivered');
  });

  test('a failure that deserves it waits for its retry, and a late delivery calls the retry off', async () => {
    const target = await sending();
    const sid = newSid();
    await report(target, { sid, status: 'sent' });
    await report(target, { sid, status: 'undelivered', code: 30008 });
    expect(await hooks.read(target.messageId)).toMatchObject({
      status: 'waiting',
      heldReason: 'retry',
      retries: 1,
      sid,
    });
    await report(target, { sid, status: 'sent' });
    expect((await hooks.read(target.messageId)).status).toBe('waiting');
    await report(target, { sid, status: 'delivered' });
    expect(await hooks.read(target.messageId)).toMatchObject({ status: 'delivered', nextAttemptAt: null });
  });

  test('a callback of an earlier attempt does not touch the present one', async () => {
    const target = await sending();
    await hooks.write(target.messageId, { attempts: 2 });
    await report(target, { sid: newSid(), status: 'delivered', attempt: 1 });
    expect(await hooks.read(target.messageId)).toMatchObject({ status: 'sending', sid: null });
  });

  test('fifty at once for different messages are all written', async () => {
    const targets = await Promise.all(Array.from({ length: 50 }, sending));
    const answers = await Promise.all(
      targets.map((target) => report(target, { sid: newSid(), status: 'delivered' })),
    );
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([204]));
    const rows = await Promise.all(targets.map((target) => hooks.read(target.messageId)));
    expect(new Set(rows.map((row) => row.status))).toEqual(new Set(['delivered']));
  });

  test('of a company that doesn’t exist: no fault, nothing stored', async () => {
    const ghost = {
      companyId: '01900000-0000-7000-8000-000000000000',
      messageId: '01900000-0000-7000-8000-000000000001',
    };
    expect((await report(ghost, { sid: newSid(), status: 'sent' })).status).toBe(204);
  });
});

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length < 2) return [[...items]];
  return items.flatMap((item, at) =>
    permutations([...items.slice(0, at), ...items.slice(at + 1)]).map((rest) => [item, ...rest]),
  );
}
