import 'server-only';
import { readAs } from '@/db/session';
import { answering } from '@/lib/auth/by-link';
import { drawPdf } from '@/lib/paper/drawing/draw-pdf';
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
      return {
        pdf: kept ? Buffer.from(kept.pdf, 'base64') : await drawPdf(paper),
        file: paper.file,
      };
    }),
  );
}
