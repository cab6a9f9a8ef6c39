import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { messages } from '@/db/schema/messaging';
import { actAs } from '@/db/session';
import { askAbout, makeCompleted, makeWorld, receive } from '../testing/conversation-world';
import { hour } from '../testing/time';
import { findUnasked, findUnread, findUntold } from './find-work';

describe('the sweep', () => {
  test('misses none while the set shrinks under it, of whatever age (defect 15)', async () => {
    const world = await makeWorld();
    const made: string[] = [];
    for (let at = 0; at < 13; at++) {
      const days = at * 40;
      made.push(
        await makeCompleted(world, {
          startsAt: new Date(Date.now() - (days + 1) * 24 * hour),
          completedAt: new Date(Date.now() - days * 24 * hour - hour),
        }),
      );
    }
    const companyId = world.company.id;
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof findUnasked>> = await findUnasked({
        companyId,
        after,
        limit: 4,
        now: new Date(),
      });
      // Each page is worked off before the next is read, so the rows before the cursor are gone.
      for (const bookingId of page.ids) await askAbout({ companyId, bookingId }, new Date());
      seen.push(...page.ids);
      after = page.next;
    } while (after !== null);
    expect(seen.sort()).toEqual(made.sort());
    expect((await findUnasked({ companyId, after: null, limit: 50, now: new Date() })).ids).toEqual([]);
    const asked = await actAs(world.company.system, (tx) =>
      tx.select({ id: messages.id }).from(messages).where(eq(messages.kind, 'feedback_request')),
    );
    expect(asked).toHaveLength(made.length);
  });

  test('the short watch finds what was completed while no engine listened, once it isn’t on its way', async () => {
    const world = await makeWorld();
    const [lost, fresh, asked] = [
      await makeCompleted(world, { completedAt: new Date(Date.now() - 2 * hour) }),
      await makeCompleted(world, { completedAt: new Date(Date.now() - 5_000) }),
      await makeCompleted(world, { completedAt: new Date(Date.now() - 2 * hour) }),
    ];
    await askAbout({ companyId: world.company.id, bookingId: asked }, new Date());
    const search = { companyId: world.company.id, after: null, limit: 10, now: new Date() };
    expect((await findUntold(search)).ids).toEqual([lost]);
    const later = { ...search, now: new Date(Date.now() + hour) };
    expect(new Set((await findUntold(later)).ids)).toEqual(new Set([lost, fresh]));
  });

  test('finds messages that nobody read', async () => {
    const world = await makeWorld();
    const old = await receive(world, { body: '5', at: new Date(Date.now() - 3 * 24 * hour) });
    await receive(world, { body: 'just now' });
    const search = { companyId: world.company.id, after: null, limit: 10, now: new Date() };
    expect((await findUnread(search)).ids).toEqual([old]);
  });

  test('sees its own company only', async () => {
    const [mine, theirs] = [await makeWorld(), await makeWorld()];
    const bookingId = await makeCompleted(mine);
    await makeCompleted(theirs);
    const found = await findUnasked({ companyId: mine.company.id, after: null, limit: 10, now: new Date() });
    expect(found.ids).toEqual([bookingId]);
  });
});
