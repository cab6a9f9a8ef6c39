import { and, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { feedbackRequests } from '@/db/schema/feedback';
import { actAs } from '@/db/session';
import { readLinkView } from '../mutations';
import { ask, makeEvent, requestOf, tokenOf, type World } from '../testing/conversation-world';
import { linkToken, readLinkToken, workingAddress } from './link';

let world: World;
let bookingId: string;
beforeEach(async () => {
  ({ world, bookingId } = await makeEvent());
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

  test('expires, and can be withdrawn', async () => {
    await ask(world, bookingId);
    const token = await tokenOf(world, bookingId);
    expect(await readLinkView(token, new Date(Date.now() + 61 * 86_400_000))).toBeUndefined();
    await actAs(world.company.system, (tx) =>
      tx
        .update(feedbackRequests)
        .set({ linkHash: null })
        .where(
          and(eq(feedbackRequests.companyId, world.company.id), eq(feedbackRequests.bookingId, bookingId)),
        ),
    );
    expect(await readLinkView(token, new Date())).toBeUndefined();
  });

  test('is offered to the office only where its page opens', async () => {
    await ask(world, bookingId);
    const { id: requestId, companyId, linkHash, createdAt: madeAt } = await requestOf(world, bookingId);
    const kept = { companyId, requestId, linkHash, madeAt };
    const address = workingAddress(kept, new Date());
    expect(address?.endsWith(`/f/${await tokenOf(world, bookingId)}`)).toBe(true);
    expect(workingAddress(kept, new Date(Date.now() + 61 * 86_400_000))).toBeNull();
    expect(workingAddress({ ...kept, linkHash: null }, new Date())).toBeNull();
    expect(workingAddress({ ...kept, linkHash: 'of another secret' }, new Date())).toBeNull();
    expect(workingAddress({ ...kept, requestId: null }, new Date())).toBeNull();
  });
});
