import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { makeUser } from '@/db/factories/company';
import { actAs } from '@/db/session';
import { pageWordsOf } from '../conversation/spoken/page';
import { answerByLink, answerInPortal, readLinkView, readPortalView } from '../mutations';
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

let world: World;
let bookingId: string;
beforeEach(async () => {
  ({ world, bookingId } = await makeEvent());
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
    expect(alerts).toMatchObject([{ kind: 'message_needs_person', detail: `“${value}”` }]);
  });

  test('a low rating opens a case and asks what went wrong', async () => {
    await ask(world, bookingId);
    const token = await tokenOf(world, bookingId);
    const view = await answerByLink({ token, answer: { stage: 'rating', value: 2 } }, new Date());
    expect(view).toMatchObject({ stage: 'comment', unhappy: true });
    expect(view.reference).toMatch(/^RC\d{5}$/);
    const end = await answerByLink(
      { token, answer: { stage: 'comment', value: 'The food was cold' } },
      new Date(),
    );
    expect(end).toMatchObject({ stage: 'done', voucher: null });
    expect((await stateOf(world, bookingId)).cases).toHaveLength(1);
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
    await expect(
      answerInPortal(
        client,
        { bookingId: foreign, answer: { stage: 'rating', value: 4 } },
        { at: new Date() },
      ),
    ).rejects.toMatchObject({ code: 'not_found' });
  });
});
