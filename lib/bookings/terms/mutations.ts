import 'server-only';
import { z } from 'zod';
import { setCompany } from '@/lib/auth/company-settings';
import { command } from '@/lib/platform/command';
import { Refusal } from '@/lib/platform/errors';
import { askTerms } from './queries';
import { termsInput } from './schema';

/**
 * Sets the terms of the company's bookings: deposit, service charge and when the final count is due. The rates are those of new
 * bookings; each booking keeps its own. Throws `stale` with what somebody else set meanwhile.
 */
export const saveTerms = command({
  name: 'save booking terms',
  permission: 'settings.write',
  input: termsInput,
  output: z.object({ version: z.number() }),
  write: async (tx, { version, ...terms }, { companyId }) => {
    const row = await setCompany(tx, { companyId, version, ...terms });
    if (row) return row;
    const [changed = {}] = await askTerms(tx);
    throw new Refusal('stale', 'Someone else changed the company’s settings while you were editing them.', {
      changed,
    });
  },
});
