import 'server-only';
import { randomBytes } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { enquirySettings } from '@/db/schema/enquiries';
import { command } from '@/lib/platform/command';
import { notFound, Refusal } from '@/lib/platform/errors';
import { settingsInput } from './schema';

/**
 * Saves how the company takes enquiries. The form gets its key the first time and keeps it; another wording of what is
 * agreed to is another version. Throws Refusal `stale` with what somebody else saved.
 */
export const saveEnquirySettings = command({
  name: 'save enquiry settings',
  permission: 'settings.write',
  input: settingsInput.extend({ version: z.number().int().min(0) }),
  output: z.object({ formKey: z.string() }),
  write: async (tx, { version, ...input }, { companyId }, at) => {
    if (version === 0) {
      const formKey = randomBytes(16).toString('base64url');
      const first = await tx
        .insert(enquirySettings)
        .values({ ...input, companyId, formKey })
        .onConflictDoNothing({ target: enquirySettings.companyId })
        .returning({ formKey: enquirySettings.formKey });
      if (first[0]) return first[0];
    }
    const [stored] = await tx.select().from(enquirySettings).for('update');
    if (!stored) throw notFound('form');
    if (stored.version !== version) {
      const keys = Object.keys(input) as (keyof typeof input)[];
      const changed = keys.filter((key) => String(stored[key] ?? '') !== String(input[key] ?? ''));
      throw new Refusal('stale', 'Someone else changed these settings meanwhile.', {
        changed: {
          ...Object.fromEntries(changed.map((key) => [key, stored[key]])),
          version: stored.version,
        },
      });
    }
    await tx
      .update(enquirySettings)
      .set({ ...input, updatedAt: at })
      .where(eq(enquirySettings.companyId, companyId));
    return { formKey: stored.formKey };
  },
});
