import 'server-only';
import { readAs } from '@/db/session';
import { answering } from '@/lib/auth/link-posts';
import { drawPdf } from '@/lib/paper/drawing/draw-pdf';
import { readLogo, readLogoUrl } from '@/lib/paper/letterhead/logo';
import { askLetterhead, tellLetterhead } from '@/lib/paper/letterhead/queries';
import { linkedFile } from '@/lib/paper/linked-file';
import { viewOpened } from './answer';
import { askKept } from './kept-papers';
import { readQuoteToken } from './link';
import { occasionQuotePaper } from './occasion-paper';
import { quotePaper } from './paper';
import { linkActor, openQuoteLink } from './quote-link';

/** The quote of a link as a file; of one that was accepted the file that was kept then. */
export async function quoteFileByLink(token: string, now: Date): Promise<Response> {
  return linkedFile(
    await answering({ use: 'quote-file', most: 60 }, async () => {
      const opened = await openQuoteLink(token);
      if (!opened || opened === 'revoked') return undefined;
      const shown = await viewOpened(opened, { now });
      if (!shown) return undefined;
      const { companyId } = opened.ref;
      const actor = linkActor(opened.ref);
      const quoteId = 'one' in shown ? shown.one.id : shown.whole.lead.id;
      const [[letterhead], [kept]] = await readAs(
        actor,
        (tx) => [askLetterhead(tx), askKept(tx, { id: quoteId })] as const,
      );
      if (!letterhead) return undefined;
      const head = tellLetterhead(letterhead);
      const paper = 'one' in shown ? quotePaper(shown.one, head) : occasionQuotePaper(shown.whole, head);
      if (kept) return { pdf: Buffer.from(kept.pdf, 'base64'), file: paper.file };
      return {
        pdf: await drawPdf(paper, await readLogo(companyId, paper.letterhead, 'png')),
        file: paper.file,
      };
    }),
  );
}

/** The logo of whoever sent the quote of a link, for its page. */
export async function readQuoteLogo(token: string): Promise<string | undefined> {
  const ref = readQuoteToken(token);
  if (!ref) return undefined;
  const [[letterhead]] = await readAs(linkActor(ref), (tx) => [askLetterhead(tx)] as const);
  return letterhead && readLogoUrl(ref.companyId, letterhead);
}
