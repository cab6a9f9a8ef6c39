import { beforeEach, describe, expect, test } from 'vitest';
import { correctFeedback } from './mutations';
import { readFeedback } from './queries';
import { correctionInput } from './schema';
import { recordedChanges } from './testing/audit';
import { ask, makeEvent, makeWorld, say, stateOf, type World } from './testing/conversation-world';

let world: World;
let bookingId: string;
beforeEach(async () => {
  ({ world, bookingId } = await makeEvent());
});

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
    await correctFeedback(world.company.staff, correction(row, { rating: 4, comments: 'Lovely' }), {
      at: new Date(),
    });
    const [after] = (await stateOf(world, bookingId)).feedback;
    expect(after).toMatchObject({ rating: 4, correctedBy: world.company.staff.userId, comments: 'Lovely' });
    const detail = await readFeedback(world.company.staff, row.id);
    expect(detail?.said.some((message) => message.body === '5, everything was lovely, thank you')).toBe(true);
    const changes = await recordedChanges(world.company, 'feedback', row.id);
    expect(changes.some((change) => JSON.stringify(change?.rating) === '[5,4]')).toBe(true);
  });

  test('opens the case that the true rating needs, once', async () => {
    const row = await given('5');
    await correctFeedback(world.company.manager, correction(row, { rating: 1 }), { at: new Date() });
    const { cases, feedback } = await stateOf(world, bookingId);
    expect(cases).toMatchObject([{ reason: 'low_rating', state: 'open' }]);
    await correctFeedback(
      world.company.manager,
      correction({ id: row.id, version: feedback[0]?.version ?? 0 }, { rating: 2 }),
      { at: new Date() },
    );
    expect((await stateOf(world, bookingId)).cases).toHaveLength(1);
  });

  test('refuses a stale form with what changed meanwhile', async () => {
    const row = await given('5');
    await correctFeedback(world.company.staff, correction(row, { rating: 4 }), { at: new Date() });
    await expect(
      correctFeedback(world.company.manager, correction(row, { rating: 3 }), { at: new Date() }),
    ).rejects.toMatchObject({
      code: 'stale',
      detail: { changed: { rating: 4 } },
    });
  });

  test('another company’s feedback doesn’t exist', async () => {
    const row = await given('5');
    const other = await makeWorld();
    await expect(
      correctFeedback(other.company.manager, correction(row, { rating: 4 }), { at: new Date() }),
    ).rejects.toMatchObject({
      code: 'not_found',
    });
    expect(await readFeedback(other.company.manager, row.id)).toBeUndefined();
  });
});
