import 'server-only';
import { eq, sql } from 'drizzle-orm';
import { prepared } from '@/db/prepared';
import { paperLinks } from '@/db/schema/paper-links';
import { readAs } from '@/db/session';
import type { LinkedRecord } from '@/lib/platform/link-tokens';
import { readQuoteToken } from './link';

/** What a link opens: one quote, or the quote of a whole occasion. */
export type Opened = { ref: LinkedRecord } & ({ quoteId: string } | { occasionQuoteId: string });

export const linkActor = ({ companyId }: Pick<LinkedRecord, 'companyId'>) =>
  ({ role: 'system', companyId, name: 'quote-link' }) as const;

/** The link of a token; no row where there is none. */
export const askLink = prepared((db) =>
  db
    .select({
      quoteId: paperLinks.quoteId,
      occasionQuoteId: paperLinks.occasionQuoteId,
      revokedAt: paperLinks.revokedAt,
    })
    .from(paperLinks)
    .where(eq(paperLinks.id, sql.placeholder('id'))),
);

export function tellLink(
  [link]: Awaited<ReturnType<typeof askLink>>,
  ref: LinkedRecord,
): Opened | 'revoked' | undefined {
  if (link?.revokedAt) return 'revoked';
  if (link?.quoteId) return { ref, quoteId: link.quoteId };
  return link?.occasionQuoteId ? { ref, occasionQuoteId: link.occasionQuoteId } : undefined;
}

/** What a token opens now; undefined for one that isn't ours. Writes nothing: previews and scanners open links too. */
export async function openQuoteLink(token: string): Promise<Opened | 'revoked' | undefined> {
  const ref = readQuoteToken(token);
  if (!ref) return undefined;
  const [rows] = await readAs(linkActor(ref), (tx) => [askLink(tx, { id: ref.id })] as const);
  return tellLink(rows, ref);
}
