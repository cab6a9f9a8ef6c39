import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { vouchers } from '@/db/schema/cases';
import { messages } from '@/db/schema/messaging';
import { consents } from '@/db/schema/people';
import { actAs } from '@/db/session';
import { ask, makeEvent, makeWorld, say, stateOf, type World } from '../testing/conversation-world';

let world: World;
let bookingId: string;
beforeEach(async () => {
  ({ world, bookingId } = await makeEvent());
});

describe('a customer who was asked', () => {
  test('answers every question by buttons, and each answer is stored at once', async () => {
    const sid = await ask(world, bookingId);
    await say(world, { payload: 'rate:5', title: '5 – Excellent', replyTo: sid });
    expect((await stateOf(world, bookingId)).feedback).toMatchObject([
      { rating: 5, food: null, source: 'whatsapp' },
    ]);
    for (const aspect of ['food', 'service', 'presentation', 'timeliness'])
      await say(world, { payload: `${aspect}:4`, title: '4 – Good' });
    await say(world, { payload: 'rec:yes', title: 'Yes' });
    await say(world, { body: 'The grilled tilapia was a dream' });
    const { feedback, request, said, cases } = await stateOf(world, bookingId);
    expect(feedback).toMatchObject([
      { rating: 5, food: 4, service: 4, presentation: 4, timeliness: 4, wouldRecommend: true },
    ]);
    expect(request).toMatchObject({ state: 'answered', stage: 'done' });
    expect(said.map((message) => message.kind)).toEqual([
      'feedback_request',
      ...Array(6).fill('feedback_question'),
      'thank_you',
    ]);
    expect(cases).toEqual([]);
  });

  test.each([
    ['5', 5],
    ['1', 1],
    ['4', 4],
  ])('a bare %s is stored as %i (defect 2)', async (body, rating) => {
    await ask(world, bookingId);
    await say(world, body);
    expect((await stateOf(world, bookingId)).feedback).toMatchObject([{ rating }]);
  });

  test('the thank-you names the event and a discount that exists (defect 4)', async () => {
    await ask(world, bookingId);
    await say(world, '5');
    await say(world, { payload: 'finish', title: 'That’s all' });
    const { said } = await stateOf(world, bookingId);
    const [voucher] = await actAs(world.company.system, (tx) =>
      tx.select().from(vouchers).where(eq(vouchers.bookingId, bookingId)),
    );
    const thanks = said.find((message) => message.kind === 'thank_you');
    expect(thanks?.body).toContain('Mensah wedding');
    expect(thanks?.body).not.toMatch(/false|undefined|null/i);
    expect(voucher).toMatchObject({ state: 'issued', customerId: world.customer.id, rate: 1000 });
    expect(thanks?.body).toContain(voucher?.code ?? 'no voucher');
  });

  test('asks something else: no feedback, people are told (defect 2)', async () => {
    await ask(world, bookingId);
    const { outcome } = await say(world, 'Hello, do you cater Sundays?');
    const { feedback, request, alerts } = await stateOf(world, bookingId);
    expect(outcome).toBe('other');
    expect(feedback).toEqual([]);
    expect(request?.state).toBe('asked');
    expect(alerts.map((alert) => alert.kind)).toContain('message_needs_person');
  });

  test('asks to be left alone in their own words: nothing more is sent, and why is kept', async () => {
    await ask(world, bookingId);
    await say(world, 'Please stop messaging me');
    const { request } = await stateOf(world, bookingId);
    const [consent] = await actAs(world.company.system, (tx) =>
      tx.select().from(consents).where(eq(consents.state, 'withdrawn')),
    );
    expect(request).toMatchObject({ state: 'suppressed', reason: 'opted_out' });
    expect(consent?.customerId).toBe(world.customer.id);
  });

  test('answers twice: one record, the last rating', async () => {
    const sid = await ask(world, bookingId);
    await say(world, { payload: 'rate:4', title: '4 – Good', replyTo: sid });
    await say(world, { payload: 'rate:5', title: '5 – Excellent', replyTo: sid });
    const { feedback, said } = await stateOf(world, bookingId);
    expect(feedback).toMatchObject([{ rating: 5 }]);
    expect(said.filter((message) => message.kind === 'feedback_question')).toHaveLength(1);
  });

  test('corrects a rating after the end, and a low one still opens a case', async () => {
    await ask(world, bookingId);
    await say(world, '5');
    await say(world, { payload: 'finish' });
    await say(world, 'Sorry, I meant 2');
    const { feedback, cases } = await stateOf(world, bookingId);
    expect(feedback).toMatchObject([{ rating: 2 }]);
    expect(cases).toHaveLength(1);
  });

  test('says thanks after the end: nothing changes', async () => {
    await ask(world, bookingId);
    await say(world, '5');
    await say(world, { payload: 'finish' });
    const { outcome } = await say(world, 'Thank you too!');
    expect(outcome).toBe('other');
    expect((await stateOf(world, bookingId)).feedback).toMatchObject([{ rating: 5, comments: null }]);
  });

  test('a conversation that stopped halfway keeps what was said', async () => {
    await ask(world, bookingId);
    await say(world, '5');
    await say(world, { payload: 'food:2', title: '2 – Poor' });
    const { feedback, cases } = await stateOf(world, bookingId);
    expect(feedback).toMatchObject([{ rating: 5, food: 2 }]);
    expect(cases).toMatchObject([{ reason: 'low_aspect' }]);
  });
});

describe('a customer nobody asked', () => {
  test('rates the newest completed event all the same', async () => {
    await say(world, 'Yesterday was a 5/5, thank you!');
    expect((await stateOf(world, bookingId)).feedback).toMatchObject([{ rating: 5 }]);
  });

  test('without a completed event nothing is stored and a person is told of a question', async () => {
    const other = await makeWorld();
    const { outcome } = await say(other, 'How much is jollof for 50 people?');
    expect(outcome).toBe('other');
    const rows = await actAs(other.company.system, (tx) => tx.select().from(messages));
    expect(rows.every((row) => row.handledAt !== null)).toBe(true);
  });
});
