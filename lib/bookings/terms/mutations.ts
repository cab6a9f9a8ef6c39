import 'server-only';
import { z } from 'zod';
import { setCompany } from '@/lib/auth/company-settings';
import { command } from '@/lib/platform/command';
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
  write: (tx, terms, { companyId }) =>
    setCompany(tx, { companyId, ...terms }, async () => (await askTerms(tx))[0]),
});
