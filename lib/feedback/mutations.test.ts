import { and, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { makeUser } from '@/db/factories/company';
import { feedbackRequests } from '@/db/schema/feedback';
import { actAs } from '@/db/session';
import { linkToken, readLinkToken } from './link';
import {
  answerByLink,
  answerInPortal,
  correctFeedback,
  readLinkView,
  readPortalView,
  recordHeard,
} from './mutations';
import { listFeedback, listUnanswered, readFeedback, readFigures } from './queries';
import { correctionInput, heardInput } from './schema';
import { pageWordsOf } from './spoken/page';
import { recordedChanges } from './testing/audit';
import { ask, makeCompleted, makeWorld, say, stateOf, type World } from './testing/conversation-world';

let world: World;
let bookingId: string;
beforeEach(async () => {
  world = await makeWorld();
  bookingId = await makeCompleted(world, { eventName: 'Mensah wedding' });
});

const now = () => new Date();
const heard = (given: object) => heardInput.parse({ bookingId, source: 'phone', comments: '', ...given });

async function tokenOf(booking = bookingId): Promise<string> {
  const { request } = await stateOf(world, booking);
  return linkToken({ companyId: world.company.id, requestId: request?.id ?? '' });
}

describe('correcting a reading', () => {
  async function given(words: string) {
    await ask(world, bookingId);
    await say(world, words);
    const [row] = (await stateOf(world, bookingId)).feedback;
    if (!row) throw new Error('No feedback');
    return row;
  }
  const correction = (row: { id: string; version: number }, values: object) =>
    correctionInput.parse({ feedbackId: row.id, version: row.version, comments: null, ...values });

  test('keeps the words, replaces the figures, names who did it and leaves both in the audit trail', async () => {
    const row = await given('5, everything was lovely, thank you');
    await correctFeedback(world.company.staff, correction(row, { rating: '4', comments: 'Lovely' }), now());
    const [after] = (await stateOf(world, bookingId)).feedback;
    expect(after).toMatchObject({ rating: 4, correctedBy: world.company.staff.userId, comments: 'Lovely' });
    const detail = await readFeedback(world.company.staff, row.id);
    expect(detail?.said.some((message) => message.body === '5, everything was lovely, thank you')).toBe(true);
    const changes = await recordedChanges(world.company, 'feedback', row.id);
    expect(changes.some((change) => JSON.stringify(change?.rating) === '[5,4]')).toBe(true);
  });

  test('opens the case that the true rating needs, once', async () => {
    const row = await given('5');
    await correctFeedback(world.company.manager, correction(row, { rating: 1 }), now());
    const { cases, feedback } = await stateOf(world, bookingId);
    expect(cases).toMatchObject([{ reason: 'low_rating', state: 'open' }]);
    await correctFeedback(
      world.company.manager,
      correction({ id: row.id, version: feedback[0]?.version ?? 0 }, { rating: 2 }),
      now(),
    );
    expect((await stateOf(world, bookingId)).cases).toHaveLength(1);
  });

  test('refuses a stale form with what changed meanwhile', async () => {
    const row = await given('5');
    await correctFeedback(world.company.staff, correction(row, { rating: 4 }), now());
    await expect(
      correctFeedback(world.company.manager, correction(row, { rating: 3 }), now()),
    ).rejects.toMatchObject({
      code: 'stale',
      detail: { changed: { rating: 4 } },
    });
  });

  test('another company’s feedback doesn’t exist', async () => {
    const row = await given('5');
    const other = await makeWorld();
    await expect(
      correctFeedback(other.company.manager, correction(row, { rating: 4 }), now()),
    ).rejects.toMatchObject({
      code: 'not_found',
    });
    expect(await readFeedback(other.company.manager, row.id)).toBeUndefined();
  });
});

describe('feedback the office was told', () => {
  test('is stored with its source; a second one is refused', async () => {
    const { reference } = await recordHeard(
      world.company.manager,
      heard({ rating: 5, wouldRecommend: 'yes' }),
      now(),
    );
    expect(reference).toBeNull();
    const { feedback, request } = await stateOf(world, bookingId);
    expect(feedback).toMatchObject([{ rating: 5, wouldRecommend: true, source: 'phone' }]);
    expect(request?.state).toBe('answered');
    await expect(recordHeard(world.company.manager, heard({ rating: 4 }), now())).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  test('a low rating opens its case', async () => {
    const { reference } = await recordHeard(
      world.company.manager,
      heard({ rating: 2, comments: 'Late' }),
      now(),
    );
    expect(reference).toMatch(/^RC\d{5}$/);
  });

  test('is refused before the booking is completed, and for a foreign booking', async () => {
    const open = await makeCompleted(world, { status: 'in_progress', completedAt: null });
    await expect(
      recordHeard(
        world.company.manager,
        heardInput.parse({ ...heard({ rating: 5 }), bookingId: open }),
        now(),
      ),
    ).rejects.toMatchObject({ code: 'conflict' });
    const other = await makeWorld();
    await expect(recordHeard(other.company.manager, heard({ rating: 5 }), now())).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  test('needs a rating between 1 and 5', () => {
    expect(heardInput.safeParse({ bookingId, source: 'phone', comments: '' }).success).toBe(false);
    expect(heardInput.safeParse({ bookingId, source: 'phone', comments: '', rating: 6 }).success).toBe(false);
  });
});

describe('the signed link', () => {
  test('a token is the same each time, and none other opens', () => {
    const ref = { companyId: world.company.id, requestId: bookingId };
    const token = linkToken(ref);
    expect(linkToken(ref)).toBe(token);
    expect(readLinkToken(token)).toEqual(ref);
    for (let at = 0; at < token.length; at += 7) {
      const bent = token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1);
      expect(readLinkToken(bent)).toBeUndefined();
    }
    expect(readLinkToken('')).toBeUndefined();
    expect(token).not.toContain(bookingId.slice(0, 8));
  });

  test('takes one answer after the other and ends with a discount that exists', async () => {
    await ask(world, bookingId);
    const token = await tokenOf();
    expect(await readLinkView(token, now())).toMatchObject({ stage: 'rating', event: 'Mensah wedding' });
    expect(await answerByLink({ token, answer: { stage: 'rating', value: 5 } }, now())).toMatchObject({
      stage: 'food',
    });
    expect((await stateOf(world, bookingId)).feedback).toMatchObject([{ rating: 5, source: 'web' }]);
    for (const stage of ['food', 'service', 'presentation'] as const)
      await answerByLink({ token, answer: { stage, value: 4 } }, now());
    await answerByLink({ token, answer: { stage: 'timeliness', value: null } }, now());
    await answerByLink({ token, answer: { stage: 'recommend', value: true } }, now());
    const end = await answerByLink({ token, answer: { stage: 'comment', value: 'Thank you all' } }, now());
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

  test('a low rating opens a case and asks what went wrong', async () => {
    await ask(world, bookingId);
    const token = await tokenOf();
    const view = await answerByLink({ token, answer: { stage: 'rating', value: 2 } }, now());
    expect(view).toMatchObject({ stage: 'comment', unhappy: true });
    expect(view.reference).toMatch(/^RC\d{5}$/);
    const end = await answerByLink(
      { token, answer: { stage: 'comment', value: 'The food was cold' } },
      now(),
    );
    expect(end).toMatchObject({ stage: 'done', voucher: null });
    expect((await stateOf(world, bookingId)).cases).toHaveLength(1);
  });

  test('words of harm in a comment open a case, however good the rating was', async () => {
    await ask(world, bookingId);
    const token = await tokenOf();
    await answerByLink({ token, answer: { stage: 'rating', value: 5 } }, now());
    const value = 'My aunt is allergic to peanuts, she ended up in hospital';
    const view = await answerByLink({ token, answer: { stage: 'comment', value } }, now());
    expect(view.reference).toMatch(/^RC/);
    const { cases, feedback } = await stateOf(world, bookingId);
    expect(cases).toMatchObject([{ reason: 'safety' }]);
    expect(feedback).toMatchObject([{ rating: 5, comments: value }]);
  });

  test('never a second survey: once answered, whoever asks next hears so', async () => {
    await ask(world, bookingId);
    await say(world, '5');
    await say(world, { payload: 'finish' });
    const token = await tokenOf();
    expect(await readLinkView(token, now())).toMatchObject({ stage: 'done' });
    await expect(answerByLink({ token, answer: { stage: 'rating', value: 1 } }, now())).rejects.toMatchObject(
      {
        code: 'conflict',
      },
    );
    expect((await stateOf(world, bookingId)).feedback).toMatchObject([{ rating: 5 }]);
  });

  test('speaks the customer’s language', async () => {
    for (const [language, title] of [
      ['fr', 'Comment était la cuisine ?'],
      ['tw', 'Aduane no yɛɛ sɛn?'],
    ] as const) {
      const theirs = await makeWorld({}, { language });
      const theirBooking = await makeCompleted(theirs);
      await ask(theirs, theirBooking);
      const { request } = await stateOf(theirs, theirBooking);
      const token = linkToken({ companyId: theirs.company.id, requestId: request?.id ?? '' });
      const view = await answerByLink({ token, answer: { stage: 'rating', value: 5 } }, new Date());
      expect(view).toMatchObject({ tongue: language, stage: 'food' });
      expect(pageWordsOf(view.tongue).titles.food).toBe(title);
    }
  });

  test('expires, and can be withdrawn', async () => {
    await ask(world, bookingId);
    const token = await tokenOf();
    expect(await readLinkView(token, new Date(Date.now() + 61 * 86_400_000))).toBeUndefined();
    await actAs(world.company.system, (tx) =>
      tx
        .update(feedbackRequests)
        .set({ linkHash: null })
        .where(
          and(eq(feedbackRequests.companyId, world.company.id), eq(feedbackRequests.bookingId, bookingId)),
        ),
    );
    expect(await readLinkView(token, now())).toBeUndefined();
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
    expect(await readPortalView(client, bookingId, now())).toMatchObject({ stage: 'rating' });
    await answerInPortal(client, { bookingId, answer: { stage: 'rating', value: 4 } }, now());
    expect((await stateOf(world, bookingId)).feedback).toMatchObject([{ rating: 4, source: 'portal' }]);
    const other = await makeWorld();
    const foreign = await makeCompleted(other);
    await expect(
      answerInPortal(client, { bookingId: foreign, answer: { stage: 'rating', value: 4 } }, now()),
    ).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('lists and figures', () => {
  test('filters, counts and pages', async () => {
    await recordHeard(world.company.manager, heard({ rating: 5, wouldRecommend: 'yes' }), now());
    const second = await makeCompleted(world);
    await recordHeard(
      world.company.manager,
      heardInput.parse({ ...heard({ rating: 3 }), bookingId: second, source: 'email' }),
      now(),
    );
    const staff = world.company.staff;
    const all = await listFeedback(staff, { period: 30 }, now());
    expect(all.rows).toHaveLength(2);
    expect(all.counts).toMatchObject({ 5: 1, 3: 1 });
    expect((await listFeedback(staff, { period: 30, stars: 3 }, now())).rows).toMatchObject([
      { rating: 3, caseState: 'open' },
    ]);
    expect((await listFeedback(staff, { period: 30, recommend: 'yes' }, now())).rows).toMatchObject([
      { rating: 5 },
    ]);
    expect((await listFeedback(staff, { period: 30, source: 'email' }, now())).rows).toMatchObject([
      { rating: 3 },
    ]);
    const figures = await readFigures(staff, 30, now());
    expect(figures).toMatchObject({ n: 2, rated: 2, average: 4, recommend: 1, asked: 1 });
    const other = await makeWorld();
    expect((await listFeedback(other.company.staff, { period: null }, now())).rows).toEqual([]);
  });

  test('who was not asked, with the reason', async () => {
    const silent = await makeWorld({}, { optedIn: false });
    const booking = await makeCompleted(silent);
    await ask(silent, booking).catch(() => undefined);
    expect(await listUnanswered(silent.company.staff)).toMatchObject([
      { bookingId: booking, state: 'suppressed', reason: 'no_consent' },
    ]);
  });
});
