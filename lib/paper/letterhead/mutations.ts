import 'server-only';
import { z } from 'zod';
import { setCompany } from '@/lib/auth/company-settings';
import { command } from '@/lib/platform/command';
import { askLetterhead } from './queries';
import { letterheadInput } from './schema';

/** Sets what stands on the company's paper from now on. Throws `stale` with what somebody else set meanwhile. */
export const saveLetterhead = command({
  name: 'save letterhead',
  permission: 'settings.write',
  input: letterheadInput,
  output: z.object({ version: z.number() }),
  write: (tx, letterhead, { companyId }) =>
    setCompany(tx, { companyId, ...letterhead }, async () => {
      const [stored] = await askLetterhead(tx);
      return (
        stored && {
          ...{ version: stored.version, address: stored.address, taxNumber: stored.taxNumber },
          ...{ documentFooter: stored.footer, paymentInstructions: stored.payment, paperSize: stored.size },
        }
      );
    }),
});
