import { beforeEach, describe, expect, test } from 'vitest';
import { recordHeard } from './mutations';
import { heardInput } from './schema';
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
      heard(bookingId, { rating: 5, wouldRecommend: 'yes' }),
      new Date(),
    );
    expect(reference).toBeNull();
    const { feedback, request } = await stateOf(world, bookingId);
    expect(feedback).toMatchObject([{ rating: 5, wouldRecommend: true, source: 'phone' }]);
    expect(request?.state).toBe('answered');
    await expect(
      recordHeard(world.company.manager, heard(bookingId, { rating: 4 }), new Date()),
    ).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  test('a low rating opens its case', async () => {
    const { reference } = await recordHeard(
      world.company.manager,
      heard(bookingId, { rating: 2, comments: 'Late' }),
      new Date(),
    );
    expect(reference).toMatch(/^RC\d{5}$/);
  });

  test('is refused before the booking is completed, and for a foreign booking', async () => {
    const open = await makeCompleted(world, { status: 'in_progress', completedAt: null });
    await expect(
      recordHeard(world.company.manager, heard(open, { rating: 5 }), new Date()),
    ).rejects.toMatchObject({ code: 'conflict' });
    const other = await makeWorld();
    await expect(
      recordHeard(other.company.manager, heard(bookingId, { rating: 5 }), new Date()),
    ).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  test('needs a rating between 1 and 5', () => {
    expect(heardInput.safeParse({ bookingId, source: 'phone', comments: '' }).success).toBe(false);
    expect(heardInput.safeParse({ bookingId, source: 'phone', comments: '', rating: 6 }).success).toBe(false);
  });
});
