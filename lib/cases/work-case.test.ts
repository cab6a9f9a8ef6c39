import { and, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { cases } from '@/db/schema/cases';
import { conversations, templates } from '@/db/schema/messaging';
import { actAs } from '@/db/session';
import { addComment } from '@/lib/comments/mutations';
import {
  ask,
  makeCompleted,
  makeWorld,
  markSent,
  say,
  stateOf,
  type World,
} from '@/lib/feedback/testing/conversation-world';
import { sendReply } from '@/lib/messaging/mutations';
import { readBoard } from './board-queries';
import { escalateIfLate, findLate } from './escalate-case';
import { proposeRemedy } from './offer-remedy';
import { openByHand } from './open-by-hand';
import { readCase } from './queries';
import { reaskCustomer } from './reask-customer';
import { acknowledgeCase, assignCase, closeCase, reopenCase, resolveCase } from './work-case';

let world: World;
let bookingId: string;
let caseId: string;
beforeEach(async () => {
  world = await makeWorld({ caseClock: 240, remedyLimit: 50_000 });
  bookingId = await makeCompleted(world);
  await ask(world, bookingId);
  caseId = (await say(world, '1')).caseId ?? '';
});

const minute = 60_000;
const later = (minutes: number) => new Date(Date.now() + minutes * minute);
const stored = async () => {
  const [row] = (await stateOf(world, bookingId)).cases;
  if (!row) throw new Error('No case');
  return row;
};
const openAlerts = async () =>
  (await stateOf(world, bookingId)).alerts.filter((alert) => !alert.clearedAt).map((alert) => alert.kind);

describe('a case', () => {
  test('is worked on from acknowledging to the customer’s second rating', async () => {
    const { staff } = world.company;
    await acknowledgeCase(staff, { caseId }, { at: later(30) });
    expect(await stored()).toMatchObject({ state: 'acknowledged' });
    expect((await stored()).resolveBy.getTime()).toBeCloseTo(later(270).getTime(), -4);
    expect(await openAlerts()).not.toContain('case_opened');
    await addComment(staff, { on: { kind: 'case', id: caseId }, body: 'Called, no answer' });
    await resolveCase(staff, { caseId, resolution: 'Apologised, refunded the rice' }, { at: later(60) });
    await closeCase(staff, { caseId }, { at: later(70) });
    await reaskCustomer(staff, { caseId }, { at: later(80) });
    const reask = (await stateOf(world, bookingId)).said.at(-1);
    expect(reask?.onceKey).toBe(`reask:${caseId}`);
    await markSent(world.company, reask?.id ?? '');
    expect(await say(world, '5')).toMatchObject({ outcome: 'recovered' });
    expect(await stored()).toMatchObject({ state: 'closed', recoveredRating: 5 });
    expect((await stateOf(world, bookingId)).feedback).toMatchObject([{ rating: 1 }]);
    expect((await readBoard(staff, later(90))).figures).toMatchObject({
      opened: 1,
      open: 0,
      reasked: 1,
      recovered: 1,
    });
    const detail = await readCase(staff, caseId, new Date());
    expect(detail?.happenings.map((event) => event.kind).reverse()).toEqual([
      'opened',
      'acknowledged',
      'resolved',
      'closed',
      'reasked',
      'customer_answered',
    ]);
  });

  test('goes up once when nobody acknowledges it and once when it isn’t resolved', async () => {
    const ref = { companyId: world.company.id, caseId };
    await assignCase(world.company.manager, { caseId, ownerId: world.company.staff.userId });
    expect((await escalateIfLate(ref, later(239)))?.getTime()).toBe((await stored()).acknowledgeBy.getTime());
    expect(await findLate(ref.companyId, later(241))).toEqual([caseId]);
    await Promise.all([escalateIfLate(ref, later(241)), escalateIfLate(ref, later(241))]);
    expect(await stored()).toMatchObject({ escalations: 1, ownerId: world.company.manager.userId });
    expect(await openAlerts()).toContain('case_late');
    await escalateIfLate(ref, later(481));
    expect(await stored()).toMatchObject({ escalations: 2 });
    expect(await findLate(ref.companyId, later(5000))).toEqual([]);
  });

  test('a step out of turn is refused', async () => {
    const { staff } = world.company;
    await expect(closeCase(staff, { caseId }, { at: new Date() })).rejects.toMatchObject({
      code: 'conflict',
    });
    await acknowledgeCase(staff, { caseId }, { at: new Date() });
    await expect(acknowledgeCase(staff, { caseId }, { at: new Date() })).rejects.toMatchObject({
      code: 'conflict',
    });
    await expect(reaskCustomer(staff, { caseId }, { at: new Date() })).rejects.toMatchObject({
      code: 'conflict',
    });
    await resolveCase(staff, { caseId, resolution: 'Refunded' }, { at: new Date() });
    await reopenCase(staff, { caseId, note: 'Still unhappy' }, { at: later(600) });
    expect(await stored()).toMatchObject({ state: 'acknowledged', resolvedAt: null });
    expect(await findLate(world.company.id, later(700))).toEqual([]);
    expect(await findLate(world.company.id, later(841))).toEqual([caseId]);
  });

  test('another company’s case doesn’t exist, for every step', async () => {
    const other = (await makeWorld()).company.manager;
    const attempts = [
      () => acknowledgeCase(other, { caseId }, { at: new Date() }),
      () => resolveCase(other, { caseId, resolution: 'x' }, { at: new Date() }),
      () => closeCase(other, { caseId }, { at: new Date() }),
      () => addComment(other, { on: { kind: 'case', id: caseId }, body: 'x' }),
      () => assignCase(other, { caseId, ownerId: other.userId }),
      () => proposeRemedy(other, { caseId, remedy: 'gift', amount: 1, note: 'x' }),
      () => reaskCustomer(other, { caseId }, { at: new Date() }),
      () => openByHand(other, { bookingId, summary: 'x' }, { at: new Date() }),
    ];
    for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject({ code: 'not_found' });
    expect(await readCase(other, caseId, new Date())).toBeUndefined();
    expect((await readBoard(other, new Date())).rows).toEqual([]);
  });

  test('is given to people of the office only', async () => {
    const foreign = (await makeWorld()).company.manager;
    await expect(assignCase(world.company.staff, { caseId, ownerId: foreign.userId })).rejects.toMatchObject({
      code: 'invalid',
    });
  });

  test('a second one for the same booking is refused while it is open', async () => {
    await expect(
      openByHand(world.company.staff, { bookingId, summary: 'Called us too' }, { at: new Date() }),
    ).rejects.toMatchObject({ code: 'conflict' });
    const { cases: open, alerts: raised } = await stateOf(world, bookingId);
    expect(open).toHaveLength(1);
    expect(raised.filter((alert) => alert.kind === 'case_opened')).toHaveLength(1);
  });
});

describe('asking again after the case is closed', () => {
  const closed = async () => {
    const { staff } = world.company;
    await resolveCase(staff, { caseId, resolution: 'Refunded' }, { at: later(1) });
    await closeCase(staff, { caseId }, { at: later(2) });
    await reaskCustomer(staff, { caseId }, { at: later(3) });
    const [message] = (await stateOf(world, bookingId)).said.filter(({ kind }) => kind === 'recovery_reask');
    return message;
  };

  test('has its own approved template for when the 24 hours are over, and text with choices within them', async () => {
    const message = await closed();
    expect(message).toMatchObject({ form: 'either', asked: false });
    expect(message?.buttons).toHaveLength(5);
    const [template] = await actAs(world.company.system, (tx) =>
      tx
        .select({ purpose: templates.purpose, approval: templates.approval, variables: templates.variables })
        .from(templates)
        .where(eq(templates.id, message?.templateId ?? '')),
    );
    expect(template).toEqual({
      purpose: 'recovery_reask',
      approval: 'approved',
      variables: expect.arrayContaining(Object.keys(message?.contentVariables ?? {})),
    });
    expect(message?.body).toContain(world.customer.name);
  });

  test('a tap under it is the rating after the recovery', async () => {
    const message = await closed();
    const sid = await markSent(world.company, message?.id ?? '');
    await say(world, { payload: 'rate:4', title: '4 – Good', replyTo: sid });
    expect(await stored()).toMatchObject({ recoveredRating: 4 });
    expect((await stateOf(world, bookingId)).feedback).toMatchObject([{ rating: 1 }]);
  });

  test.each([
    ['5', /glad that things are right again/],
    ['3', /helps us do better/],
    ['1', /not put right yet. A manager will contact you/],
  ])('a second “%s” is answered once, in words that fit it', async (rating, words) => {
    const message = await closed();
    const replyTo = await markSent(world.company, message?.id ?? '');
    const { queued } = await say(world, { body: rating, replyTo });
    expect(queued).toHaveLength(1);
    const answers = async () =>
      (await stateOf(world, bookingId)).said.filter(({ kind }) => kind === 'recovery_answered');
    expect(await answers()).toMatchObject([
      { asked: true, form: 'text', body: expect.stringMatching(words) },
    ]);
    expect((await say(world, { body: rating, replyTo })).queued).toEqual([]);
    expect(await answers()).toHaveLength(1);
  });

  test('the case shows the first answer and the second with its words', async () => {
    const replyTo = await markSent(world.company, (await closed())?.id ?? '');
    await say(world, { body: '5, thank you for calling', replyTo });
    const detail = await readCase(world.company.staff, caseId, new Date());
    expect(detail?.feedback).toMatchObject({ rating: 1 });
    expect(detail?.answer).toMatchObject({ rating: 5, words: '5, thank you for calling' });
  });
});

describe('a case about safety', () => {
  test('is taken within half an hour, whatever the company’s clock is, and leads the board', async () => {
    const grave = await makeCompleted(world);
    await ask(world, grave);
    await say(world, 'The chicken was raw and my aunt is in hospital with food poisoning');
    const [row] = (await stateOf(world, grave)).cases;
    expect(row?.reason).toBe('safety');
    expect((row?.acknowledgeBy.getTime() ?? 0) - (row?.createdAt.getTime() ?? 0)).toBe(30 * minute);
    const { rows, counts } = await readBoard(world.company.staff, new Date());
    expect(rows.map(({ reason }) => reason)).toEqual(['safety', 'low_rating']);
    expect(counts).toEqual({ open: 2 });
  });

  test('can become of another that is open: its clock is shortened and people are called again', async () => {
    const result = await say(world, 'Three guests are vomiting since last night');
    expect(result).toMatchObject({ caseId, hastened: true });
    const row = await stored();
    expect(row).toMatchObject({ reason: 'safety', state: 'open' });
    expect(row.acknowledgeBy.getTime()).toBeLessThanOrEqual(later(30).getTime());
    expect((await stateOf(world, bookingId)).alerts.map(({ about }) => about)).toContainEqual(
      expect.objectContaining({ caseId, safety: true }),
    );
  });
});

test('the board counts all cases of a state and shows the most urgent of each; one state is shown whole', async () => {
  const openEach = async (n: number): Promise<void> => {
    for (let at = 0; at < n; at += 1)
      await openByHand(world.company.staff, { bookingId: await makeCompleted(world), summary: `Case ${at}` });
  };
  await openEach(21);
  const board = await readBoard(world.company.staff, new Date());
  expect(board.counts).toEqual({ open: 22 });
  expect(board.rows).toHaveLength(20);
  const whole = await readBoard(world.company.staff, new Date(), { state: 'open' });
  expect(whole.rows).toHaveLength(22);
  expect((await readBoard(world.company.staff, new Date(), { state: 'closed' })).counts).toEqual({
    open: 22,
  });
});

test('what the office writes shows on the case’s timeline with its author, and the thread holds both sides', async () => {
  const { staff } = world.company;
  const talk = (await readCase(staff, caseId, new Date()))?.talk;
  await actAs(world.company.system, (tx) =>
    tx
      .update(conversations)
      .set({ lastInboundAt: new Date() })
      .where(eq(conversations.id, talk?.id ?? '')),
  );
  await sendReply(staff, { conversationId: talk?.id ?? '', body: 'We are sorry. May I call you?' });
  const detail = await readCase(staff, caseId, new Date());
  expect(detail?.happenings[0]).toMatchObject({
    kind: 'office_wrote',
    note: 'We are sorry. May I call you?',
    by: expect.any(String),
  });
  expect(detail?.talk?.bubbles.map(({ own, body }) => [own, body])).toEqual(
    expect.arrayContaining([
      [false, '1'],
      [true, 'We are sorry. May I call you?'],
    ]),
  );
});

test('the load is spread: the manager with fewer open cases gets the next', async () => {
  const { makeUser } = await import('@/db/factories/company');
  const second = await makeUser({ companyId: world.company.id, role: 'manager' });
  const other = await makeCompleted(world);
  await ask(world, other);
  await say(world, '2');
  const [row] = await actAs(world.company.system, (tx) =>
    tx
      .select({ ownerId: cases.ownerId })
      .from(cases)
      .where(and(eq(cases.companyId, world.company.id), eq(cases.bookingId, other))),
  );
  expect(row?.ownerId).toBe(second.id);
});
