import 'server-only';
import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { blockedDays, capacityLimits } from '@/db/schema/capacity';
import { command, nothing } from '@/lib/platform/command';
import { Refusal } from '@/lib/platform/errors';
import { blockedDayInput, limitsInput, unblockInput } from './schema';

/** Sets what the company takes on at most. What is confirmed already stays so. */
export const saveLimits = command({
  name: 'save capacity limits',
  permission: 'settings.write',
  input: limitsInput,
  output: z.object({ version: z.number() }),
  write: async (tx, { version, ...limits }, { companyId }) => {
    const [row] =
      version === 0
        ? await tx
            .insert(capacityLimits)
            .values({ companyId, ...limits })
            .onConflictDoNothing()
            .returning({ version: capacityLimits.version })
        : await tx
            .update(capacityLimits)
            .set(limits)
            .where(and(eq(capacityLimits.companyId, companyId), eq(capacityLimits.version, version)))
            .returning({ version: capacityLimits.version });
    if (row) return row;
    const [stored] = await tx.select().from(capacityLimits).where(eq(capacityLimits.companyId, companyId));
    const { companyId: _, ...changed } = stored ?? { companyId };
    throw new Refusal('stale', 'Someone else changed the limits while you were editing them.', { changed });
  },
});

/** Blocks a day: nothing more is confirmed on it. Its events of before stay. */
export const blockDay = command({
  name: 'block day',
  permission: 'settings.write',
  input: blockedDayInput,
  output: nothing,
  write: async (tx, { day, reason }, { companyId }) => {
    const [row] = await tx
      .insert(blockedDays)
      .values({ companyId, day, reason })
      .onConflictDoNothing()
      .returning({ day: blockedDays.day });
    if (!row)
      throw new Refusal('conflict', 'This day is blocked already.', {
        fields: { day: 'This day is blocked already.' },
      });
  },
});

/** Takes it back; twice is once. */
export const unblockDay = command({
  name: 'unblock day',
  permission: 'settings.write',
  input: unblockInput,
  output: nothing,
  write: async (tx, { day }, { companyId }) => {
    await tx.delete(blockedDays).where(and(eq(blockedDays.companyId, companyId), eq(blockedDays.day, day)));
  },
});
