import 'server-only';
import { readAs } from '@/db/session';
import { answering } from '@/lib/auth/by-link';
import { drawPdf } from '@/lib/paper/drawing/draw-pdf';
import { readLogo, readLogoUrl } from '@/lib/paper/letterhead/logo';
import { askLetterhead, tellLetterhead } from '@/lib/paper/letterhead/queries';
import { linkedFile } from '@/lib/paper/linked-file';
import { hashToken } from '@/lib/platform/link-tokens';
import { askKeptByLink } from './kept-papers';
import { readQuoteToken } from './link';
import { quotePaper } from './paper';
import { askByLink, tellByLink } from './queries';

/** The quote of a link as a file; of one that was accepted the file that was kept then. */
export async function quoteFileByLink(token: string, now: Date): Promise<Response> {
  const ref = readQuoteToken(token);
  return linkedFile(
    await answering({ use: 'quote-file', most: 60 }, async () => {
      if (!ref) return undefined;
      const actor = { role: 'system', companyId: ref.companyId, name: 'quote-link' } as const;
      const [[letterhead], [kept], quotes] = await readAs(
        actor,
        (tx) =>
          [
            askLetterhead(tx),
            askKeptByLink(tx, { link: hashToken(token) }),
            ...askByLink(tx, token),
          ] as const,
      );
      const view = tellByLink([quotes], { now });
      if (!view || !letterhead) return undefined;
      const paper = quotePaper(view, tellLetterhead(letterhead));
      if (kept) return { pdf: Buffer.from(kept.pdf, 'base64'), file: paper.file };
      const logo = await readLogo(ref.companyId, paper.letterhead, 'png');
      return { pdf: await drawPdf(paper, logo), file: paper.file };
    }),
  );
}

/** The logo of whoever sent the quote of a link, for its page. */
export async function readQuoteLogo(token: string): Promise<string | undefined> {
  const ref = readQuoteToken(token);
  if (!ref) return undefined;
  const actor = { role: 'system', companyId: ref.companyId, name: 'quote-link' } as const;
  const [[letterhead]] = await readAs(actor, (tx) => [askLetterhead(tx)] as const);
  return letterhead && readLogoUrl(ref.companyId, letterhead);
}
