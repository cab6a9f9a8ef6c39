import 'server-only';
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { pictures } from '@/db/schema/menu';
import { setCompany } from '@/lib/auth/company-settings';
import { command } from '@/lib/platform/command';
import { refuseField } from '@/lib/platform/errors';
import { askLetterhead } from './queries';
import { letterheadInput } from './schema';

/** Sets what stands on the company's paper from now on. Throws `stale` with what somebody else set meanwhile. */
export const saveLetterhead = command({
  name: 'save letterhead',
  permission: 'settings.write',
  input: letterheadInput,
  output: z.object({ version: z.number() }),
  write: async (tx, letterhead, { companyId }) => {
    const { logoId } = letterhead;
    if (logoId) {
      const [mine] = await tx.select({ id: pictures.id }).from(pictures).where(eq(pictures.id, logoId));
      if (!mine) throw refuseField('logoId', 'This picture isn’t kept any more. Choose it again.');
    }
    return setCompany(tx, { companyId, ...letterhead }, async () => {
      const [stored] = await askLetterhead(tx);
      return (
        stored && {
          ...{ version: stored.version, documentFooter: stored.footer, paymentInstructions: stored.payment },
          ...{ paperSize: stored.size, logoId: stored.logo?.id ?? null },
        }
      );
    });
  },
});
