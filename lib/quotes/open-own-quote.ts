import 'server-only';
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { quotes } from '@/db/schema/quotes';
import { escalate } from '@/db/session';
import { giveLink } from '@/lib/bookings/money/sending/links';
import { action } from '@/lib/platform/action';
import { command } from '@/lib/platform/command';
import { notFound } from '@/lib/platform/errors';
import { quotePath } from './link';
import { loadQuote } from './save-quotes';

/** A client's own quote: the path where it is shown, an occasion's as a whole. Throws not_found for anybody else's. */
export const openOwnQuote = command({
  name: 'open own quote',
  permission: 'portal.read',
  input: z.object({ id: z.uuid() }),
  output: z.object({ path: z.string() }),
  write: async (tx, { id }, actor) => {
    // Their own row rules say whose it is; the link is written by the automation.
    const [mine] = await tx.select({ id: quotes.id }).from(quotes).where(eq(quotes.id, id));
    if (!mine) throw notFound('quote');
    const { companyId } = actor;
    return escalate(actor, tx, async () => {
      const { occasionQuoteId } = await loadQuote(tx, id);
      const shown = occasionQuoteId ? { occasionQuoteId } : { quoteId: id };
      return { path: quotePath(await giveLink(tx, { companyId, way: 'portal', shown })) };
    });
  },
});

/** The same as the portal's page follows it. */
export const followOwnQuote = action(openOwnQuote);
