import 'server-only';
import { createHash } from 'node:crypto';
import { and, eq, sql } from 'drizzle-orm';
import { prepared } from '@/db/prepared';
import { quotePapers, quotes } from '@/db/schema/quotes';
import { actAs, readAs } from '@/db/session';
import { drawPdf } from '@/lib/paper/drawing/draw-pdf';
import { readLogo } from '@/lib/paper/letterhead/logo';
import { askLetterhead, tellLetterhead } from '@/lib/paper/letterhead/queries';
import { quotePaper } from './paper';
import { askQuote, tellByLink } from './queries';

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
  if (!view?.accepted || !letterhead) return false;
  const paper = quotePaper(view, tellLetterhead(letterhead));
  const pdf = await drawPdf(paper, await readLogo(companyId, paper.letterhead, 'png'));
  const made = await actAs(actor, (tx) =>
    tx
      .insert(quotePapers)
      .values({
        ...{ companyId, quoteId, pdf, keptAt: now, agreementHash: view.accepted?.hash ?? '' },
        sha256: createHash('sha256').update(pdf).digest('hex'),
      })
      .onConflictDoNothing()
      .returning({ quoteId: quotePapers.quoteId }),
  );
  return made.length > 0;
}

/** Accepted quotes of a company whose paper isn't kept yet: its drawing failed, or they are older than the keeping. */
export function findUnkept(companyId: string): Promise<string[]> {
  return actAs(systemOf(companyId), async (tx) => {
    const rows = await tx.execute<{ id: string }>(sql`select q.id from ${quotes} q
      where q.status = 'accepted' and not exists (select from ${quotePapers} p where p.quote_id = q.id) order by q.id limit 50`);
    return rows.map(({ id }) => id);
  });
}

/** Text, since answers of a screen cross as text. */
const bytes = sql<string>`encode(${quotePapers.pdf}, 'base64')`;
const keptWhere = (which: ReturnType<typeof eq>) =>
  prepared((db) =>
    db
      .select({ pdf: bytes })
      .from(quotePapers)
      .innerJoin(quotes, and(eq(quotes.companyId, quotePapers.companyId), eq(quotes.id, quotePapers.quoteId)))
      .where(which),
  );
/** The kept paper of a quote, as base64; no row while there is none. */
export const askKept = keptWhere(eq(quotes.id, sql.placeholder('id')));
export const askKeptByLink = keptWhere(eq(quotes.linkHash, sql.placeholder('link')));
