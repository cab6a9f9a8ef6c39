import 'server-only';
import { randomBytes } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { enquirySettings } from '@/db/schema/enquiries';
import { command } from '@/lib/platform/command';
import { Refusal } from '@/lib/platform/errors';
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
    const [stored] = await tx.select().from(enquirySettings).for('update');
    if (!stored) {
      const formKey = randomBytes(16).toString('base64url');
      await tx.insert(enquirySettings).values({ ...input, companyId, formKey });
      return { formKey };
    }
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
