import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { bookingLines } from '@/db/schema/bookings';
import { vouchers } from '@/db/schema/cases';
import { feedbackDishes } from '@/db/schema/feedback';
import { consents } from '@/db/schema/people';
import { messages } from '@/db/schema/whatsapp';
import { actAs } from '@/db/session';
import { interpretReply } from './interpret-reply';
import {
  addDishes,
  ask,
  makeCompleted,
  makeWorld,
  receive,
  say,
  stateOf,
  type World,
} from './testing/conversation-world';

let world: World;
let booking: string;
beforeEach(async () => {
  world = await makeWorld();
  booking = await makeCompleted(world, { eventName: 'Mensah wedding' });
});

describe('a customer who was asked', () => {
  test('answers every question by buttons, and each answer is stored at once', async () => {
    const sid = await ask(world, booking);
    await say(world, { payload: 'rate:5', title: '5 – Excellent', replyTo: sid });
    expect((await stateOf(world, booking)).feedback).toMatchObject([
      { rating: 5, food: null, source: 'whatsapp' },
    ]);
    for (const aspect of ['food', 'service', 'presentation', 'timeliness'])
      await say(world, { payload: `${aspect}:4`, title: '4 – Good' });
    await say(world, { payload: 'rec:yes', title: 'Yes' });
    await say(world, { body: 'The grilled tilapia was a dream' });
    const { feedback, request, said, cases } = await stateOf(world, booking);
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
    await ask(world, booking);
    await say(world, body);
    expect((await stateOf(world, booking)).feedback).toMatchObject([{ rating }]);
  });

  test('the thank-you names the event and a discount that exists (defect 4)', async () => {
    await ask(world, booking);
    await say(world, '5');
    await say(world, { payload: 'finish', title: 'That’s all' });
    const { said } = await stateOf(world, booking);
    const [voucher] = await actAs(world.company.system, (tx) =>
      tx.select().from(vouchers).where(eq(vouchers.bookingId, booking)),
    );
    const thanks = said.find((message) => message.kind === 'thank_you');
    expect(thanks?.body).toContain('Mensah wedding');
    expect(thanks?.body).not.toMatch(/false|undefined|null/i);
    expect(voucher).toMatchObject({ state: 'issued', customerId: world.customer.id, rate: 1000 });
    expect(thanks?.body).toContain(voucher?.code ?? 'no voucher');
  });

  test('answers in French and is answered in French', async () => {
    await ask(world, booking);
    await say(world, 'Très bien, 5/5, la cuisine était excellente, merci beaucoup');
    const { feedback, said } = await stateOf(world, booking);
    expect(feedback).toMatchObject([{ rating: 5, language: 'fr' }]);
    expect(said.at(-1)?.body).toMatch(/cuisine|service/);
    expect(said.at(-1)?.body).toMatch(/de 1 à 5/);
  });

  test('complains: the rating is stored, a case runs, the customer hears its reference (defect 3)', async () => {
    await ask(world, booking);
    const result = await say(world, '1. The food came two hours late and it was cold');
    const { feedback, cases, said, alerts } = await stateOf(world, booking);
    expect(feedback).toMatchObject([{ rating: 1, needsHuman: true, sentiment: -1 }]);
    expect(cases).toMatchObject([{ state: 'open', reason: 'low_rating', feedbackId: feedback[0]?.id }]);
    expect(cases[0]?.ownerId).toBe(world.company.manager.userId);
    expect((cases[0]?.acknowledgeBy.getTime() ?? 0) - (cases[0]?.createdAt.getTime() ?? 0)).toBe(
      240 * 60_000,
    );
    expect(result.caseId).toBe(cases[0]?.id);
    const told = said.find((message) => message.kind === 'recovery');
    expect(told?.body).toContain(cases[0]?.reference);
    expect(told?.body).toContain('Mensah wedding');
    expect(said.some((message) => message.kind === 'thank_you')).toBe(false);
    expect(alerts.map((alert) => alert.kind)).toContain('case_opened');
  });

  test('complains without a figure: a case all the same, and no invented rating', async () => {
    await ask(world, booking);
    await say(world, 'The rice was cold and half of my guests got nothing to eat. Very disappointed.');
    const { feedback, cases } = await stateOf(world, booking);
    expect(feedback).toMatchObject([{ rating: null }]);
    expect(cases).toHaveLength(1);
  });

  test('rates well but speaks of harm: the rating stays and a safety case opens', async () => {
    await ask(world, booking);
    await say(world, '5 stars, but two of my guests got food poisoning from the chicken');
    const { feedback, cases, said } = await stateOf(world, booking);
    expect(feedback).toMatchObject([{ rating: 5 }]);
    expect(cases).toMatchObject([{ reason: 'safety', state: 'open' }]);
    expect(said.at(-1)?.kind).toBe('recovery');
  });

  test('asks something else: no feedback, people are told (defect 2)', async () => {
    await ask(world, booking);
    const { outcome } = await say(world, 'Hello, do you cater Sundays?');
    const { feedback, request, alerts } = await stateOf(world, booking);
    expect(outcome).toBe('other');
    expect(feedback).toEqual([]);
    expect(request?.state).toBe('asked');
    expect(alerts.map((alert) => alert.kind)).toContain('message_needs_person');
  });

  test('asks to be left alone in their own words: nothing more is sent, and why is kept', async () => {
    await ask(world, booking);
    await say(world, 'Please stop messaging me');
    const { request } = await stateOf(world, booking);
    const [consent] = await actAs(world.company.system, (tx) =>
      tx.select().from(consents).where(eq(consents.state, 'withdrawn')),
    );
    expect(request).toMatchObject({ state: 'suppressed', reason: 'opted_out' });
    expect(consent?.customerId).toBe(world.customer.id);
  });

  test('answers twice: one record, the last rating', async () => {
    const sid = await ask(world, booking);
    await say(world, { payload: 'rate:4', title: '4 – Good', replyTo: sid });
    await say(world, { payload: 'rate:5', title: '5 – Excellent', replyTo: sid });
    const { feedback, said } = await stateOf(world, booking);
    expect(feedback).toMatchObject([{ rating: 5 }]);
    expect(said.filter((message) => message.kind === 'feedback_question')).toHaveLength(1);
  });

  test('corrects a rating after the end, and a low one still opens a case', async () => {
    await ask(world, booking);
    await say(world, '5');
    await say(world, { payload: 'finish' });
    await say(world, 'Sorry, I meant 2');
    const { feedback, cases } = await stateOf(world, booking);
    expect(feedback).toMatchObject([{ rating: 2 }]);
    expect(cases).toHaveLength(1);
  });

  test('says thanks after the end: nothing changes', async () => {
    await ask(world, booking);
    await say(world, '5');
    await say(world, { payload: 'finish' });
    const { outcome } = await say(world, 'Thank you too!');
    expect(outcome).toBe('other');
    expect((await stateOf(world, booking)).feedback).toMatchObject([{ rating: 5, comments: null }]);
  });
});

describe('dishes of the event’s own menu', () => {
  const untilDishes = async () => {
    await ask(world, booking);
    for (const payload of ['rate:5', 'food:5', 'service:5', 'presentation:5', 'timeliness:5', 'rec:yes'])
      await say(world, { payload });
  };
  const opinions = async () => {
    const rows = await actAs(world.company.system, (tx) =>
      tx
        .select({ name: bookingLines.name, liked: feedbackDishes.liked })
        .from(feedbackDishes)
        .innerJoin(bookingLines, eq(bookingLines.id, feedbackDishes.lineId))
        .where(eq(feedbackDishes.companyId, world.company.id)),
    );
    return Object.fromEntries(rows.map(({ name, liked }) => [name, liked]));
  };

  test('are liked and disliked by tap, each stored at once, and corrected by a later tap', async () => {
    const [kelewele, banku] = await addDishes(world, booking, ['Kelewele', 'Banku']);
    await untilDishes();
    await say(world, { payload: `dish:${kelewele}`, title: 'Kelewele' });
    expect(await opinions()).toEqual({ Kelewele: true });
    const asked = (await stateOf(world, booking)).said.at(-1);
    expect(asked?.buttons?.map(({ title }) => title)).toEqual([
      'Jollof rice with chicken',
      'Banku',
      'None of them',
      'That’s all',
    ]);
    await say(world, { payload: `dislike:${banku}`, title: 'Banku' });
    expect(await opinions()).toEqual({ Kelewele: true, Banku: false });
    expect((await stateOf(world, booking)).request).toMatchObject({ stage: 'comment' });
    await say(world, { payload: 'finish' });
    expect((await stateOf(world, booking)).request).toMatchObject({ state: 'answered' });
    await say(world, { payload: `dislike:${kelewele}`, title: 'Kelewele' });
    expect(await opinions()).toEqual({ Kelewele: false, Banku: false });
    expect((await stateOf(world, booking)).cases).toEqual([]);
  });

  test('“none of them” goes on, and a dish of another event is not taken', async () => {
    await addDishes(world, booking, ['Kelewele']);
    const other = await makeCompleted(world);
    const [foreign] = await addDishes(world, other, ['Fufu']);
    await untilDishes();
    await say(world, { payload: `dish:${foreign}`, title: 'Fufu' });
    await say(world, 'No');
    expect(await opinions()).toEqual({});
    const { request, feedback } = await stateOf(world, booking);
    expect(request).toMatchObject({ stage: 'comment', state: 'answering' });
    expect(feedback).toMatchObject([{ wouldRecommend: true, comments: null }]);
  });
});

test('a customer who reads Twi is spoken to in Twi', async () => {
  const twi = await makeWorld({}, { language: 'tw' });
  const event = await makeCompleted(twi);
  await ask(twi, event);
  await say(twi, { payload: 'rate:4' });
  const { said } = await stateOf(twi, event);
  expect(said[0]?.body).toContain('yɛda wo ase');
  expect(said[1]?.body).toBe('Yɛda wo ase! Aduane no yɛɛ sɛn, 1 kɔsi 5?');
});

describe('a customer of two events', () => {
  test('answers the older one by replying to its message, then goes on about it', async () => {
    const older = booking;
    const newer = await makeCompleted(world, { eventName: 'Naming of Kofi' });
    const sid = await ask(world, older);
    await ask(world, newer);
    await say(world, { body: '4', replyTo: sid });
    expect((await stateOf(world, older)).feedback).toMatchObject([{ rating: 4 }]);
    expect((await stateOf(world, newer)).feedback).toEqual([]);
    await say(world, '3');
    expect((await stateOf(world, older)).feedback).toMatchObject([{ rating: 4, food: 3 }]);
  });

  test('without a reply it is the one asked about last', async () => {
    const newer = await makeCompleted(world);
    await ask(world, booking);
    await ask(world, newer);
    await say(world, '5');
    expect((await stateOf(world, newer)).feedback).toMatchObject([{ rating: 5 }]);
    expect((await stateOf(world, booking)).feedback).toEqual([]);
  });

  test('tapping both requests rates both', async () => {
    const newer = await makeCompleted(world);
    const [first, second] = [await ask(world, booking), await ask(world, newer)];
    await say(world, { payload: 'rate:4', replyTo: first });
    await say(world, { payload: 'rate:5', replyTo: second });
    expect((await stateOf(world, booking)).feedback).toMatchObject([{ rating: 4 }]);
    expect((await stateOf(world, newer)).feedback).toMatchObject([{ rating: 5 }]);
  });
});

describe('repeats and races', () => {
  test('the same message read five times has one effect', async () => {
    await ask(world, booking);
    const messageId = await receive(world, { body: '2' });
    const ref = { companyId: world.company.id, messageId };
    await Promise.all(Array.from({ length: 5 }, () => interpretReply(ref, new Date())));
    const { feedback, cases, said } = await stateOf(world, booking);
    expect(feedback).toHaveLength(1);
    expect(cases).toHaveLength(1);
    expect(said.filter((message) => message.kind === 'recovery')).toHaveLength(1);
  });

  test('two answers at once leave one record with both', async () => {
    await ask(world, booking);
    await say(world, '5');
    const ids = await Promise.all([
      receive(world, { payload: 'food:4' }),
      receive(world, { payload: 'service:3' }),
    ]);
    await Promise.all(
      ids.map((messageId) => interpretReply({ companyId: world.company.id, messageId }, new Date())),
    );
    expect((await stateOf(world, booking)).feedback).toMatchObject([{ rating: 5, food: 4, service: 3 }]);
  });

  test('messages of one turn are read together, in order of arrival', async () => {
    await ask(world, booking);
    await receive(world, { body: '3', at: new Date(Date.now() - 2000) });
    const messageId = await receive(world, { body: 'sorry I meant 5' });
    await interpretReply({ companyId: world.company.id, messageId }, new Date());
    const { feedback, cases } = await stateOf(world, booking);
    expect(feedback).toMatchObject([{ rating: 5 }]);
    expect(cases).toEqual([]);
  });

  test('a run that died after its commit announces what waits', async () => {
    await ask(world, booking);
    const messageId = await receive(world, { body: '5' });
    const ref = { companyId: world.company.id, messageId };
    const first = await interpretReply(ref, new Date());
    const second = await interpretReply(ref, new Date());
    expect(second.outcome).toBe('handled');
    expect(second.queued.map((one) => one.messageId)).toEqual(first.queued.map((one) => one.messageId));
  });
});

describe('a customer nobody asked', () => {
  test('rates the newest completed event all the same', async () => {
    await say(world, 'Yesterday was a 5/5, thank you!');
    expect((await stateOf(world, booking)).feedback).toMatchObject([{ rating: 5 }]);
  });

  test('without a completed event nothing is stored and a person is told of a question', async () => {
    const other = await makeWorld();
    const { outcome } = await say(other, 'How much is jollof for 50 people?');
    expect(outcome).toBe('other');
    const rows = await actAs(other.company.system, (tx) => tx.select().from(messages));
    expect(rows.every((row) => row.handledAt !== null)).toBe(true);
  });

  test('a conversation that stopped halfway keeps what was said', async () => {
    await ask(world, booking);
    await say(world, '5');
    await say(world, { payload: 'food:2', title: '2 – Poor' });
    const { feedback, cases } = await stateOf(world, booking);
    expect(feedback).toMatchObject([{ rating: 5, food: 2 }]);
    expect(cases).toMatchObject([{ reason: 'low_aspect' }]);
  });
});
