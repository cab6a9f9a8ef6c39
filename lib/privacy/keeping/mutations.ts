import 'server-only';
import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { privacySettings } from '@/db/schema/privacy';
import { readAs } from '@/db/session';
import { command } from '@/lib/platform/command';
import { Refusal } from '@/lib/platform/errors';
import { requireRecentAuth } from '@/lib/platform/recent-auth';
import { askKeeping } from './queries';
import { keepingRules, oldBefore } from './rules';
import { countInput, keepingInput } from './schema';

/** Sets for how long things are kept. What is old goes by itself from the next night on. Throws `stale`. */
export const saveKeeping = command({
  name: 'save keeping',
  permission: 'privacy.manage',
  input: keepingInput,
  output: z.object({ version: z.number() }),
  before: requireRecentAuth,
  write: async (tx, { version, ...settings }, { companyId }) => {
    const [row] =
      version === 0
        ? await tx
            .insert(privacySettings)
            .values({ companyId, ...settings })
            .onConflictDoNothing()
            .returning()
        : await tx
            .update(privacySettings)
            .set(settings)
            .where(and(eq(privacySettings.companyId, companyId), eq(privacySettings.version, version)))
            .returning();
    if (row) return { version: row.version };
    throw new Refusal('stale', 'Someone else changed this while you were editing it.', {
      changed: (await askKeeping(tx))[0] ?? {},
    });
  },
});

/** How much would go the next night under these months, rule by rule, before anybody saves them. Changes nothing. */
export const countKeeping = command({
  name: 'count keeping',
  permission: 'privacy.manage',
  input: countInput,
  run: async (actor, given, { at }) => {
    const asked = keepingRules.filter(({ field }) => given[field] !== null);
    const found = await readAs(actor, (tx) =>
      asked.map(({ kind, field }) =>
        tx.execute<{ n: number }>(
          sql`select count_old(${kind}, ${oldBefore(given[field] ?? 0, at).toISOString()}::timestamptz) as n`,
        ),
      ),
    );
    return asked.map(({ kind }, index) => ({ kind, n: found[index]?.[0]?.n ?? 0 }));
  },
});
