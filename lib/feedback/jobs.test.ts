import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createOwnDatabase } from '@/db/testing/own-database';
import type { TestRunner } from '@/lib/inngest/embedded/testing';

type Tools = typeof import('./testing/conversation-world') & {
  runner: TestRunner;
  events: typeof import('./events');
  booked: typeof import('@/lib/bookings/events');
  whatsapp: typeof import('@/lib/messaging/events');
  actAs: typeof import('@/db/session').actAs;
  schema: typeof import('@/db/schema/feedback') & typeof import('@/db/schema/cases');
};

let t: Tools;
let end: () => Promise<void>;

/** The pool and the runner share a database of their own, so everything that opens one is imported afterwards. */
beforeAll(async () => {
  const database = await createOwnDatabase();
  process.env.DATABASE_URL = database.databaseUrl;
  const { startTestRunner } = await import('@/lib/inngest/embedded/testing');
  const { feedbackJobs } = await import('./jobs');
  const { caseJobs } = await import('@/lib/cases/jobs');
  const runner = await startTestRunner({
    databaseUrl: database.databaseUrl,
    build: () => [...feedbackJobs, ...caseJobs],
  });
  t = {
    ...(await import('./testing/conversation-world')),
    runner,
    events: await import('./events'),
    booked: await import('@/lib/bookings/events'),
    whatsapp: await import('@/lib/messaging/events'),
    actAs: (await import('@/db/session')).actAs,
    schema: { ...(await import('@/db/schema/feedback')), ...(await import('@/db/schema/cases')) },
  };
  end = async () => {
    await runner.stop();
    await (await import('@/db/client')).closePool();
    await database.drop();
  };
});
afterAll(() => end());

const patience = { timeout: 45_000, interval: 50 };

describe('the jobs on the embedded runner', () => {
  test('completing a booking asks its customer, an answer becomes feedback, a bad one a case with a clock', async () => {
    const world = await t.makeWorld();
    const companyId = world.company.id;
    const bookingId = await t.makeCompleted(world);
    await t.booked.announceBooking('completed', { companyId, bookingId });
    await t.booked.announceBooking('completed', { companyId, bookingId });
    await vi.waitFor(async () => expect((await t.stateOf(world, bookingId)).said).toHaveLength(1), patience);
    const [request] = (await t.stateOf(world, bookingId)).said;
    const replyTo = await t.markSent(world.company, request?.id ?? '');
    const messageId = await t.receive(world, { payload: 'rate:2', title: '2 – Poor', replyTo });
    await t.whatsapp.announce(t.whatsapp.messageReceivedEvent.create({ companyId, messageId }));
    await vi.waitFor(async () => expect((await t.stateOf(world, bookingId)).cases).toHaveLength(1), patience);
    const { feedback, cases, said } = await t.stateOf(world, bookingId);
    expect(feedback).toMatchObject([{ rating: 2 }]);
    expect(cases).toMatchObject([{ state: 'open', escalations: 0 }]);
    expect(said.map((message) => message.kind)).toEqual(['feedback_request', 'recovery']);
  });

  test('after an outage of days the sweep asks everyone once, whoever was lost', async () => {
    const world = await t.makeWorld();
    const companyId = world.company.id;
    const day = 86_400_000;
    for (let at = 0; at < 65; at++)
      await t.makeCompleted(world, {
        startsAt: new Date(Date.now() - 5 * day),
        completedAt: new Date(Date.now() - 4 * day),
      });
    const lost = await t.receive(world, {
      body: 'Hello, do you cater Sundays?',
      at: new Date(Date.now() - 3 * day),
    });
    const count = () =>
      t.actAs(world.company.system, async (tx) => {
        const { messages } = await import('@/db/schema/messaging');
        const rows = await tx
          .select({ id: messages.id, handledAt: messages.handledAt, kind: messages.kind })
          .from(messages)
          .where(eq(messages.companyId, companyId));
        return {
          requests: rows.filter((row) => row.kind === 'feedback_request').length,
          read: rows.some((row) => row.id === lost && row.handledAt !== null),
        };
      });
    await t.runner.client.send(t.events.sweepRequestedEvent.create({}));
    await t.runner.client.send(t.events.sweepRequestedEvent.create({}));
    await vi.waitFor(async () => expect(await count()).toEqual({ requests: 65, read: true }), patience);
    await t.runner.client.send(t.events.sweepRequestedEvent.create({}));
    await vi.waitFor(async () => expect(await count()).toEqual({ requests: 65, read: true }), patience);
  }, 60_000);

  test('STOP closes what is open, with the reason', async () => {
    const world = await t.makeWorld();
    const companyId = world.company.id;
    const bookingId = await t.makeCompleted(world);
    await t.ask(world, bookingId);
    await t.whatsapp.announce(
      t.whatsapp.consentWithdrawnEvent.create({ companyId, customerId: world.customer.id }),
    );
    await vi.waitFor(
      async () =>
        expect((await t.stateOf(world, bookingId)).request).toMatchObject({
          state: 'suppressed',
          reason: 'opted_out',
        }),
      patience,
    );
  });

  test('a delay is slept through and then asked', async () => {
    const world = await t.makeWorld({ feedbackDelay: 1 });
    const bookingId = await t.makeCompleted(world, { completedAt: new Date(Date.now() - 58_000) });
    await t.booked.announceBooking('completed', { companyId: world.company.id, bookingId });
    await vi.waitFor(
      async () => expect((await t.stateOf(world, bookingId)).request?.state).toBe('due'),
      patience,
    );
    await vi.waitFor(
      async () => expect((await t.stateOf(world, bookingId)).request?.state).toBe('asked'),
      patience,
    );
  });

  test('a low rating of the page becomes a case when it can’t be changed any more, which is slept through', async () => {
    const world = await t.makeWorld();
    const bookingId = await t.makeCompleted(world);
    await t.ask(world, bookingId);
    const token = await t.tokenOf(world, bookingId);
    const { answerByLink } = await import('./mutations');
    const almostTenMinutesAgo = new Date(Date.now() - 598_000);
    await answerByLink({ token, answer: { stage: 'rating', value: 1 } }, almostTenMinutesAgo);
    expect((await t.stateOf(world, bookingId)).cases).toEqual([]);
    await vi.waitFor(
      async () =>
        expect((await t.stateOf(world, bookingId)).cases).toMatchObject([
          { reason: 'low_rating', state: 'open' },
        ]),
      patience,
    );
  });

  test('a case nobody takes goes up when its clock runs out', async () => {
    const world = await t.makeWorld();
    const companyId = world.company.id;
    const bookingId = await t.makeCompleted(world);
    await t.ask(world, bookingId);
    const { caseId } = await t.say(world, '1');
    const { cases } = t.schema;
    const due = new Date(Date.now() + 1_000);
    await t.actAs(world.company.system, (tx) =>
      tx
        .update(cases)
        .set({ acknowledgeBy: due })
        .where(and(eq(cases.companyId, companyId), eq(cases.id, caseId ?? ''))),
    );
    const { caseOpenedEvent } = await import('@/lib/cases/events');
    await t.runner.client.send(caseOpenedEvent.create({ companyId, caseId: caseId ?? '' }));
    await vi.waitFor(
      async () => expect((await t.stateOf(world, bookingId)).cases).toMatchObject([{ escalations: 1 }]),
      patience,
    );
    const { alerts } = await t.stateOf(world, bookingId);
    expect(alerts.map((alert) => alert.kind)).toContain('case_late');
  });
});
