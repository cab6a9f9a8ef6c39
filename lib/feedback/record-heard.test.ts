import { beforeEach, describe, expect, test } from 'vitest';
import { recordHeard } from './mutations';
import { heardForm, heardInput } from './schema';
import { makeCompleted, makeEvent, makeWorld, stateOf, type World } from './testing/conversation-world';
import { heard } from './testing/heard';

let world: World;
let bookingId: string;
beforeEach(async () => {
  ({ world, bookingId } = await makeEvent());
});

describe('feedback the office was told', () => {
  test('is stored with its source; a second one is refused', async () => {
    const { reference } = await recordHeard(
      world.company.manager,
      heard(bookingId, { rating: 5, wouldRecommend: true }),
      { at: new Date() },
    );
    expect(reference).toBeNull();
    const { feedback, request } = await stateOf(world, bookingId);
    expect(feedback).toMatchObject([{ rating: 5, wouldRecommend: true, source: 'phone' }]);
    expect(request?.state).toBe('answered');
    await expect(
      recordHeard(world.company.manager, heard(bookingId, { rating: 4 }), { at: new Date() }),
    ).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  test('a low rating opens its case', async () => {
    const { reference } = await recordHeard(
      world.company.manager,
      heard(bookingId, { rating: 2, comments: 'Late' }),
      { at: new Date() },
    );
    expect(reference).toMatch(/^RC\d{5}$/);
  });

  test('may be told to staff, who open a case by it as managers do', async () => {
    const low = heard(bookingId, { rating: 1, comments: 'Cold' });
    const { reference } = await recordHeard(world.company.staff, low, { at: new Date() });
    expect(reference).toMatch(/^RC\d{5}$/);
    expect((await stateOf(world, bookingId)).feedback).toMatchObject([{ rating: 1, source: 'phone' }]);
  });

  test('is refused before the booking is completed, and for a foreign booking', async () => {
    const open = await makeCompleted(world, { status: 'in_progress', completedAt: null });
    await expect(
      recordHeard(world.company.manager, heard(open, { rating: 5 }), { at: new Date() }),
    ).rejects.toMatchObject({ code: 'conflict' });
    const other = await makeWorld();
    await expect(
      recordHeard(other.company.manager, heard(bookingId, { rating: 5 }), { at: new Date() }),
    ).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  test('is typed as text, and what was not said is nothing', () => {
    const empty = { food: '', service: '', presentation: '', timeliness: '', comments: ' ' } as const;
    const typed = { bookingId, source: 'phone', rating: '4', wouldRecommend: 'no', ...empty } as const;
    expect(heardForm.parse(typed)).toMatchObject({
      rating: 4,
      wouldRecommend: false,
      food: null,
      comments: null,
    });
    expect(heardForm.safeParse({ ...typed, rating: '4.5' }).success).toBe(false);
  });

  test('needs a rating between 1 and 5', () => {
    expect(heardInput.safeParse({ bookingId, source: 'phone', comments: '' }).success).toBe(false);
    expect(heardInput.safeParse({ bookingId, source: 'phone', comments: '', rating: 6 }).success).toBe(false);
  });
});
