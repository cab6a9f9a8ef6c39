import 'server-only';
import { and, eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { z } from 'zod';
import { feedScopes } from '@/db/enums';
import { calendarFeeds } from '@/db/schema/calendar';
import { command, nothing } from '@/lib/platform/command';
import { required } from '@/lib/platform/env';
import { hashToken, newToken } from './token';

/**
 * Gives somebody an address at which their calendar program reads the company's events; one of before ends. It is
 * answered once and kept as a hash. Call it without a key: an intent's answer is stored, and this one must not be.
 */
export const renewFeed = command({
  name: 'renew calendar feed',
  permission: 'calendar.read',
  input: z.object({ scope: z.enum(feedScopes) }),
  output: z.object({ address: z.string() }),
  write: async (tx, { scope }, { companyId, userId }, at) => {
    const token = newToken();
    const mine = and(eq(calendarFeeds.companyId, companyId), eq(calendarFeeds.userId, userId));
    await tx.delete(calendarFeeds).where(mine);
    await tx
      .insert(calendarFeeds)
      .values({ id: v7(), companyId, userId, tokenHash: hashToken(token), scope, createdAt: at });
    return { address: new URL(`/calendar-feed/${token}.ics`, required('PUBLIC_URL')).href };
  },
});

/** Ends one's own address at once; twice is once. */
export const revokeFeed = command({
  name: 'revoke calendar feed',
  permission: 'calendar.read',
  input: z.object({}),
  output: nothing,
  write: async (tx, _input, { companyId, userId }) => {
    await tx
      .delete(calendarFeeds)
      .where(and(eq(calendarFeeds.companyId, companyId), eq(calendarFeeds.userId, userId)));
  },
});
