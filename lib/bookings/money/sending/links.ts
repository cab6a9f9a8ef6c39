import 'server-only';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { linkWays } from '@/db/enums';
import { invoices, receipts } from '@/db/schema/money';
import { paperLinks } from '@/db/schema/paper-links';
import { actAs, escalate, type Tx } from '@/db/session';
import { action } from '@/lib/platform/action';
import { command, nothing } from '@/lib/platform/command';
import { notFound } from '@/lib/platform/errors';
import type { LinkedRecord } from '@/lib/platform/link-tokens';
import { paperPath } from './link';

/** What a link shows; a customer stands for their statement, an occasion for what its parts come to. */
export type Shown =
  | { invoiceId: string }
  | { receiptId: string }
  | { customerId: string }
  | { quoteId: string }
  | { occasionQuoteId: string }
  | { occasionId: string };

type Giving = { companyId: string; way: (typeof linkWays)[number]; shown: Shown };

/** The link by which a customer gets a paper this way: the one that they were given before, until that is revoked. */
export async function giveLink(tx: Tx, { companyId, way, shown }: Giving): Promise<LinkedRecord> {
  await tx
    .insert(paperLinks)
    .values({ companyId, way, ...shown })
    .onConflictDoNothing();
  const [paperId] = Object.values(shown);
  const { invoiceId, receiptId, customerId, quoteId, occasionQuoteId, occasionId } = paperLinks;
  const [link] = await tx
    .select({ id: paperLinks.id })
    .from(paperLinks)
    .where(
      and(
        eq(paperLinks.companyId, companyId),
        sql`coalesce(${invoiceId}, ${receiptId}, ${customerId}, ${quoteId}, ${occasionQuoteId}, ${occasionId}) = ${paperId}::uuid`,
        eq(paperLinks.way, way),
        isNull(paperLinks.revokedAt),
      ),
    );
  if (!link) throw new Error('A link without a row');
  return { companyId, id: link.id };
}

/** Takes one link back: whoever has it sees nothing from now on. Other links to the same paper stay. Twice is once. */
export const revokeLink = command({
  name: 'revoke paper link',
  permission: 'invoices.issue',
  input: z.object({ linkId: z.uuid() }),
  output: nothing,
  write: async (tx, { linkId }, _actor, at) => {
    const [link] = await tx
      .update(paperLinks)
      .set({ revokedAt: at })
      .where(eq(paperLinks.id, linkId))
      .returning({ id: paperLinks.id });
    if (!link) throw notFound('link');
  },
});

/** A client's own invoice, credit note or receipt: the path where it is shown. Throws not_found for anybody else's. */
export const openOwnPaper = command({
  name: 'open own paper',
  permission: 'portal.read',
  input: z.object({ id: z.uuid() }),
  output: z.object({ path: z.string() }),
  write: async (tx, { id }, actor) => {
    // Their own row rules say whose it is; the link is written by the automation.
    const [[invoice], [receipt]] = await Promise.all([
      tx.select({ invoiceId: invoices.id }).from(invoices).where(eq(invoices.id, id)),
      tx.select({ receiptId: receipts.id }).from(receipts).where(eq(receipts.id, id)),
    ]);
    const shown = invoice ?? receipt;
    if (!shown) throw notFound('document');
    const { companyId } = actor;
    const link = await escalate(actor, tx, () => giveLink(tx, { companyId, way: 'portal', shown }));
    return { path: paperPath(link) };
  },
});

/** The same as the portal's page follows it. */
export const followOwnPaper = action(openOwnPaper);

/** What fetches a page to show a preview of it in a chat, or to look for harm: nobody has read anything. */
const fetchers = /bot|crawl|spider|preview|whatsapp|facebookexternalhit|telegram|skype|slack|scanner/i;

type Found = { ref: LinkedRecord; shown: Shown; kept: boolean };
const automation = ({ companyId }: LinkedRecord) =>
  ({ role: 'system', companyId, name: 'paper-link' }) as const;

/** A link of before links were kept becomes one that can be revoked, whatever fetched it. */
export async function keepEarlier({ ref, shown, kept }: Found): Promise<void> {
  if (kept) return;
  await actAs(automation(ref), (tx) =>
    tx
      .insert(paperLinks)
      .values({ ...ref, way: 'earlier', ...shown })
      .onConflictDoNothing(),
  );
}

/** Keeps that somebody opened the page of a link. */
export async function noteOpened(found: Found, { agent, now }: { agent: string; now: Date }): Promise<void> {
  await keepEarlier(found);
  if (fetchers.test(agent)) return;
  const { companyId, id } = found.ref;
  await actAs(automation(found.ref), (tx) =>
    tx
      .update(paperLinks)
      .set({ openedAt: now, opens: sql`${paperLinks.opens} + 1` })
      .where(and(eq(paperLinks.companyId, companyId), eq(paperLinks.id, id))),
  );
}
