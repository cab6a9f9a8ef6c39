import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { makeUser } from '@/db/factories/company';
import { type Actor, actAs, readAs } from '@/db/session';
import { formatTime } from '@/lib/platform/format/dates';
import { pageWordsOf } from '../conversation/spoken/page';
import { answerByLink, answerInPortal, readLinkView } from '../mutations';
import { recordedChanges } from '../testing/audit';
import {
  ask,
  makeCompleted,
  makeEvent,
  makeWorld,
  say,
  stateOf,
  tokenOf,
  type World,
} from '../testing/conversation-world';
import { lockAnswers } from './answer-context';
import { findHeld, openHeldCase } from './open-held-case';
import { askAboutBooking, tellPage } from './page-queries';

let world: World;
let bookingId: string;
beforeEach(async () => {
  ({ world, bookingId } = await makeEvent());
});

const now = new Date();
const minutesOn = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const readPortalView = async (client: Actor, id: string, at: Date) =>
  tellPage(await readAs(client, (tx) => askAboutBooking(tx, id)), at)?.view;
const open = async (minutes: number) => {
  const requestId = (await stateOf(world, bookingId)).request?.id ?? '';
  return openHeldCase({ companyId: world.company.id, requestId }, minutesOn(minutes));
};

describe('a mis-tap', () => {
  let token: string;
  beforeEach(async () => {
    await ask(world, bookingId);
    token = await tokenOf(world, bookingId);
    await answerByLink({ token, answer: { stage: 'rating', value: 1 } }, now);
  });
  const again = (minutes: number) => answerByLink({ token, answer: { stage: 'again' } }, minutesOn(minutes));

  test('can be changed for ten minutes: the new answer replaces it and no case opens', async () => {
    expect(await again(9)).toMatchObject({ stage: 'rating' });
    expect((await stateOf(world, bookingId)).feedback).toMatchObject([{ rating: 1 }]);
    const view = await answerByLink({ token, answer: { stage: 'rating', value: 5 } }, minutesOn(9));
    expect(view).toMatchObject({ stage: 'food', unhappy: false });
    expect(await open(10)).toEqual({ held: 'no' });
    const { cases, feedback, request } = await stateOf(world, bookingId);
    expect(cases).toEqual([]);
    expect(feedback).toMatchObject([{ rating: 5, sentiment: 1 }]);
    expect(request).toMatchObject({ state: 'answering', caseDueAt: null });
    const trail = await recordedChanges(world.company, 'feedback', feedback[0]?.id ?? '');
    expect(JSON.stringify(trail.at(-1))).toMatch(/"rating":.*1.*5/);
  });

  test('that is low again waits its ten minutes anew', async () => {
    await answerByLink({ token, answer: { stage: 'rating', value: 2 } }, minutesOn(8));
    expect(await open(10)).toEqual({ held: 'until', at: minutesOn(18) });
    expect(await open(18)).toMatchObject({ held: 'opened' });
  });

  test('can be changed after the last question too, and stands after ten minutes', async () => {
    const end = await answerByLink({ token, answer: { stage: 'comment', value: '' } }, minutesOn(1));
    expect(end).toMatchObject({ stage: 'done', changeUntil: expect.any(String) });
    expect(await readLinkView(token, minutesOn(9))).toMatchObject({ changeUntil: expect.any(String) });
    expect(await readLinkView(token, minutesOn(10))).toMatchObject({ changeUntil: null });
    for (const answer of [{ stage: 'again' }, { stage: 'rating', value: 5, change: true }] as const)
      await expect(answerByLink({ token, answer }, minutesOn(10))).rejects.toMatchObject({
        code: 'conflict',
        message: expect.stringContaining('stands now'),
      });
    expect((await stateOf(world, bookingId)).feedback).toMatchObject([{ rating: 1 }]);
  });

  test('is not what a page means that was left open elsewhere', async () => {
    await answerByLink({ token, answer: { stage: 'comment', value: '' } }, minutesOn(1));
    const stale = answerByLink({ token, answer: { stage: 'rating', value: 4 } }, minutesOn(2));
    await expect(stale).rejects.toMatchObject({ message: expect.stringContaining('already told us') });
    expect(await again(3)).toMatchObject({ stage: 'rating', again: true });
    const answer = { stage: 'rating', value: 4, change: true } as const;
    expect(await answerByLink({ token, answer }, minutesOn(3))).toMatchObject({
      stage: 'food',
      again: false,
    });
  });

  test('tapped twice is one answer', async () => {
    await answerByLink({ token, answer: { stage: 'rating', value: 1 } }, minutesOn(0));
    expect(await open(10)).toMatchObject({ held: 'opened' });
  });

  test('of an aspect asks for that aspect again', async () => {
    await answerByLink({ token, answer: { stage: 'rating', value: 4 } }, minutesOn(1));
    await answerByLink({ token, answer: { stage: 'food', value: 1 } }, minutesOn(2));
    expect(await again(3)).toMatchObject({ stage: 'food' });
    const view = await answerByLink({ token, answer: { stage: 'food', value: 5 } }, minutesOn(3));
    expect(view).toMatchObject({ stage: 'service', unhappy: false });
    expect(await open(20)).toEqual({ held: 'no' });
  });

  test('with words about safety calls people at once and can’t be changed', async () => {
    const value = 'Half of us had food poisoning';
    const view = await answerByLink({ token, answer: { stage: 'comment', value } }, minutesOn(1));
    expect(view).toMatchObject({ reference: expect.stringMatching(/^RC/), changeUntil: null });
    expect((await stateOf(world, bookingId)).cases).toMatchObject([{ reason: 'safety' }]);
    await expect(again(2)).rejects.toMatchObject({ code: 'conflict' });
    expect(await open(10)).toEqual({ held: 'no' });
  });

  test('that is complained about in the chat meanwhile opens its case at once, and once', async () => {
    await say(world, 'The food was cold and the waiters were rude, I am very disappointed');
    expect((await stateOf(world, bookingId)).cases).toHaveLength(1);
    expect(await open(10)).toEqual({ held: 'no' });
    expect((await stateOf(world, bookingId)).cases).toHaveLength(1);
  });

  test('that nothing woke up for is found by the sweep, of its company only', async () => {
    const search = { companyId: world.company.id, after: null, limit: 10 };
    expect(await findHeld({ ...search, now: minutesOn(9) })).toEqual([]);
    expect(await findHeld({ ...search, now: minutesOn(10) })).toHaveLength(1);
    const other = (await makeWorld()).company.id;
    expect(await findHeld({ ...search, companyId: other, now: minutesOn(10) })).toEqual([]);
  });
});

test('a slip to a good rating can be changed as well', async () => {
  await ask(world, bookingId);
  const token = await tokenOf(world, bookingId);
  const view = await answerByLink({ token, answer: { stage: 'rating', value: 5 } }, now);
  expect(view.changeUntil).not.toBeNull();
  await answerByLink({ token, answer: { stage: 'again' } }, minutesOn(1));
  await answerByLink({ token, answer: { stage: 'rating', value: 2 } }, minutesOn(1));
  expect(await open(11)).toMatchObject({ held: 'opened' });
});

describe('the signed link', () => {
  test('takes one answer after the other and ends with a discount that exists', async () => {
    await ask(world, bookingId);
    const token = await tokenOf(world, bookingId);
    expect(await readLinkView(token, new Date())).toMatchObject({ stage: 'rating', event: 'Mensah wedding' });
    expect(await answerByLink({ token, answer: { stage: 'rating', value: 5 } }, new Date())).toMatchObject({
      stage: 'food',
    });
    expect((await stateOf(world, bookingId)).feedback).toMatchObject([{ rating: 5, source: 'web' }]);
    for (const stage of ['food', 'service', 'presentation'] as const)
      await answerByLink({ token, answer: { stage, value: 4 } }, new Date());
    await answerByLink({ token, answer: { stage: 'timeliness', value: null } }, new Date());
    await answerByLink({ token, answer: { stage: 'recommend', value: true } }, new Date());
    const end = await answerByLink(
      { token, answer: { stage: 'comment', value: 'Thank you all' } },
      new Date(),
    );
    expect(end.stage).toBe('done');
    expect(end.voucher?.code).toMatch(/^[0-9A-Z]{8}$/);
    const { feedback, said } = await stateOf(world, bookingId);
    expect(feedback).toMatchObject([
      {
        food: 4,
        service: 4,
        presentation: 4,
        timeliness: null,
        wouldRecommend: true,
        comments: 'Thank you all',
      },
    ]);
    expect(said.map((message) => message.kind)).toEqual(['feedback_request']);
  });

  test('an unclear comment beside a high rating ends the page, opens no case, and people read it', async () => {
    await ask(world, bookingId);
    const token = await tokenOf(world, bookingId);
    await answerByLink({ token, answer: { stage: 'rating', value: 5 } }, new Date());
    const value = 'My friend’s caterer brought spoilt food, not you';
    const end = await answerByLink({ token, answer: { stage: 'comment', value } }, new Date());
    expect(end.stage).toBe('done');
    const { cases, alerts } = await stateOf(world, bookingId);
    expect(cases).toEqual([]);
    expect(alerts).toMatchObject([{ kind: 'comment_needs_person', about: { said: value } }]);
  });

  test('a low rating asks what went wrong, and its case opens when it can’t be changed any more', async () => {
    await ask(world, bookingId);
    const token = await tokenOf(world, bookingId);
    const view = await answerByLink({ token, answer: { stage: 'rating', value: 2 } }, now);
    expect(view).toMatchObject({ stage: 'comment', unhappy: true, reference: null });
    expect(view.changeUntil).toBe(formatTime(minutesOn(10), { timeZone: 'Africa/Accra' }));
    const answer = { stage: 'comment', value: 'The food was cold' } as const;
    const end = await answerByLink({ token, answer }, minutesOn(2));
    expect(end).toMatchObject({ stage: 'done', voucher: null, changeUntil: view.changeUntil });
    expect((await stateOf(world, bookingId)).cases).toEqual([]);
    expect(await open(9)).toEqual({ held: 'until', at: minutesOn(10) });
    expect(await open(10)).toMatchObject({ held: 'opened' });
    expect(await open(11)).toEqual({ held: 'no' });
    const { cases, request } = await stateOf(world, bookingId);
    expect(cases).toMatchObject([
      { reason: 'low_rating', summary: expect.stringContaining('The food was cold') },
    ]);
    expect(request?.caseDueAt).toBeNull();
  });

  test('words of harm in a comment open a case, however good the rating was', async () => {
    await ask(world, bookingId);
    const token = await tokenOf(world, bookingId);
    await answerByLink({ token, answer: { stage: 'rating', value: 5 } }, new Date());
    const value = 'My aunt is allergic to peanuts, she ended up in hospital';
    const view = await answerByLink({ token, answer: { stage: 'comment', value } }, new Date());
    expect(view.reference).toMatch(/^RC/);
    const { cases, feedback } = await stateOf(world, bookingId);
    expect(cases).toMatchObject([{ reason: 'safety' }]);
    expect(feedback).toMatchObject([{ rating: 5, comments: value }]);
  });

  test('never a second survey: once answered, whoever asks next hears so', async () => {
    await ask(world, bookingId);
    await say(world, '5');
    await say(world, { payload: 'finish' });
    const token = await tokenOf(world, bookingId);
    expect(await readLinkView(token, new Date())).toMatchObject({ stage: 'done' });
    await expect(
      answerByLink({ token, answer: { stage: 'rating', value: 1 } }, new Date()),
    ).rejects.toMatchObject({
      code: 'conflict',
    });
    expect((await stateOf(world, bookingId)).feedback).toMatchObject([{ rating: 5 }]);
  });

  test('speaks the customer’s language', async () => {
    for (const [language, title] of [
      ['fr', 'Comment était la cuisine ?'],
      ['tw', 'Aduane no yɛɛ sɛn?'],
    ] as const) {
      const theirs = await makeEvent({}, { language });
      await ask(theirs.world, theirs.bookingId);
      const token = await tokenOf(theirs.world, theirs.bookingId);
      const view = await answerByLink({ token, answer: { stage: 'rating', value: 5 } }, new Date());
      expect(view).toMatchObject({ tongue: language, stage: 'food' });
      expect(pageWordsOf(view.tongue).titles.food).toBe(title);
    }
  });
});

describe('looking at a page', () => {
  /** Every row that an answer could touch, with the transaction that wrote it last. */
  const rows = () =>
    actAs(world.company.system, (tx) =>
      tx.execute(sql`
        select 'request' as kind, r.id::text, r.xmin::text, r.xmax::text from feedback_requests r where r.booking_id = ${bookingId}
        union all select 'feedback', f.id::text, f.xmin::text, f.xmax::text from feedback f where f.booking_id = ${bookingId}
        union all select 'message', m.id::text, m.xmin::text, m.xmax::text from messages m where m.booking_id = ${bookingId}
        order by 1, 2`),
    ).then((found) => [...found]);
  const asClient = async () => {
    const { company, customer } = world;
    const user = await makeUser({ companyId: company.id, role: 'client', customerId: customer.id });
    return { role: 'client', companyId: company.id, userId: user.id, customerId: customer.id } as const;
  };

  test('by its link changes and locks no row', async () => {
    await ask(world, bookingId);
    const token = await tokenOf(world, bookingId);
    const before = await rows();
    expect(before.length).toBeGreaterThan(1);
    await readLinkView(token, new Date());
    expect(await rows()).toEqual(before);
  });

  test('in the portal makes no request', async () => {
    const client = await asClient();
    expect(await rows()).toEqual([]);
    expect(await readPortalView(client, bookingId, new Date())).toMatchObject({ stage: 'rating' });
    expect(await rows()).toEqual([]);
  });

  test('doesn’t wait for an answer that is being stored', async () => {
    await ask(world, bookingId);
    const token = await tokenOf(world, bookingId);
    const client = await asClient();
    await actAs(world.company.system, async (tx) => {
      await lockAnswers(tx, world.customer.id);
      await tx.execute(sql`select from feedback_requests where booking_id = ${bookingId} for update`);
      expect(await readLinkView(token, new Date())).toBeDefined();
      expect(await readPortalView(client, bookingId, new Date())).toBeDefined();
    });
  });
});

describe('a client in the portal', () => {
  test('answers about their own booking only', async () => {
    const user = await makeUser({
      companyId: world.company.id,
      role: 'client',
      customerId: world.customer.id,
    });
    const client = {
      role: 'client',
      companyId: world.company.id,
      userId: user.id,
      customerId: world.customer.id,
    } as const;
    expect(await readPortalView(client, bookingId, new Date())).toMatchObject({ stage: 'rating' });
    await answerInPortal(client, { bookingId, answer: { stage: 'rating', value: 4 } }, { at: new Date() });
    expect((await stateOf(world, bookingId)).feedback).toMatchObject([{ rating: 4, source: 'portal' }]);
    const other = await makeWorld();
    const foreign = await makeCompleted(other);
    expect(await readPortalView(client, foreign, new Date())).toBeUndefined();
    await expect(
      answerInPortal(
        client,
        { bookingId: foreign, answer: { stage: 'rating', value: 4 } },
        { at: new Date() },
      ),
    ).rejects.toMatchObject({ code: 'not_found' });
  });
});
