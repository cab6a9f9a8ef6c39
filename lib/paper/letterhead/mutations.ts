import 'server-only';
import { z } from 'zod';
import { setCompany } from '@/lib/auth/company-settings';
import { command } from '@/lib/platform/command';
import { Refusal } from '@/lib/platform/errors';
import { askLetterhead } from './queries';
import { letterheadInput } from './schema';

/** Sets what stands on the company's paper from now on. Throws `stale` with what somebody else set meanwhile. */
export const saveLetterhead = command({
  name: 'save letterhead',
  permission: 'settings.write',
  input: letterheadInput,
  output: z.object({ version: z.number() }),
  write: async (tx, { version, ...letterhead }, { companyId }) => {
    const row = await setCompany(tx, { companyId, version, ...letterhead });
    if (row) return row;
    const [stored] = await askLetterhead(tx);
    const changed = stored && {
      ...{ version: stored.version, address: stored.address, taxNumber: stored.taxNumber },
      ...{ documentFooter: stored.footer, paymentInstructions: stored.payment, paperSize: stored.size },
    };
    throw new Refusal('stale', 'Someone else changed the company’s settings while you were editing them.', {
      changed: changed ?? {},
    });
  },
});
