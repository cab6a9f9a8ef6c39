import 'server-only';
import { createHash } from 'node:crypto';
import { and, eq, sql } from 'drizzle-orm';
import { prepared } from '@/db/prepared';
import { quotePapers, quotes } from '@/db/schema/quotes';
import { actAs, readAs } from '@/db/session';
import { drawPdf } from '@/lib/paper/drawing/draw-pdf';
import { readLogo } from '@/lib/paper/letterhead/logo';
import { askLetterhead, tellLetterhead } from '@/lib/paper/letterhead/queries';
import { occasionQuotePaper } from './occasion-paper';
import { quotePaper } from './paper';
import { askParts, askQuote, tellByLink, tellParts } from './queries';

const systemOf = (companyId: string) => ({ role: 'system', companyId, name: 'quote papers' }) as const;

/**
 * Draws the paper of an accepted quote and keeps it, once: what both sides download from then on are these bytes, whatever letterhead
 * or drawing come later. Gives whether it is kept by this.
 */
export async function keepAccepted(
  { companyId, quoteId }: { companyId: string; quoteId: string },
  now: Date,
): Promise<boolean> {
  const actor = systemOf(companyId);
  const [[letterhead], found] = await readAs(
    actor,
    (tx) => [askLetterhead(tx), ...askQuote(tx, quoteId)] as const,
  );
  const view = tellByLink([found], { now });
  const offerId = found[0]?.quote.occasionQuoteId;
  const whole = offerId && tellParts(await readAs(actor, (tx) => askParts(tx, offerId)), { now });
  if (!view?.accepted || !letterhead) return false;
  const head = tellLetterhead(letterhead);
  const paper = whole ? occasionQuotePaper(whole, head) : quotePaper(view, head);
  const pdf = await drawPdf(paper, await readLogo(companyId, paper.letterhead, 'png'));
  return actAs(actor, async (tx) => {
    const made = await tx
      .insert(quotePapers)
      .values({
        ...{ companyId, quoteId, pdf, keptAt: now, agreementHash: view.accepted?.hash ?? '' },
        sha256: createHash('sha256').update(pdf).digest('hex'),
      })
      .onConflictDoNothing()
      .returning({ quoteId: quotePapers.quoteId });
    await tx
      .update(quotes)
      .set({ paperWaits: false })
      .where(and(eq(quotes.id, quoteId), sql`${quotes.paperWaits}`));
    return made.length > 0;
  });
}

/** Accepted quotes of a company whose paper isn't kept yet: its drawing failed, or they are older than the keeping. */
export function findUnkept(companyId: string): Promise<string[]> {
  return actAs(systemOf(companyId), async (tx) => {
    const rows = await tx
      .select({ id: quotes.id })
      .from(quotes)
      .where(sql`${quotes.paperWaits}`)
      .orderBy(quotes.id)
      .limit(50);
    return rows.map(({ id }) => id);
  });
}

/** Text, since answers of a screen cross as text. */
const bytes = sql<string>`encode(${quotePapers.pdf}, 'base64')`;
/** The kept paper of a whole occasion's quote, as base64; every part has it. */
export const askKeptOfWhole = prepared((db) =>
  db
    .select({ pdf: bytes })
    .from(quotePapers)
    .innerJoin(quotes, and(eq(quotes.companyId, quotePapers.companyId), eq(quotes.id, quotePapers.quoteId)))
    .where(eq(quotes.occasionQuoteId, sql.placeholder('id')))
    .limit(1),
);

/** The kept paper of a quote, as base64; no row while there is none. Of an occasion's every part has that of the whole. */
export const askKept = prepared((db) =>
  db
    .select({ pdf: bytes })
    .from(quotePapers)
    .where(eq(quotePapers.quoteId, sql.placeholder('id'))),
);
