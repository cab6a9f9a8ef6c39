import 'server-only';
import { readAs } from '@/db/session';
import { answering } from '@/lib/auth/by-link';
import { drawPdf } from '@/lib/paper/drawing/draw-pdf';
import { askLetterhead, tellLetterhead } from '@/lib/paper/letterhead/queries';
import { linkedFile } from '@/lib/paper/linked-file';
import { readQuoteToken } from './link';
import { quotePaper } from './paper';
import { askByLink, tellByLink } from './queries';

/** The quote of a link as a file. */
export async function quoteFileByLink(token: string, now: Date): Promise<Response> {
  const ref = readQuoteToken(token);
  return linkedFile(
    await answering({ use: 'quote-file', most: 60 }, async () => {
      if (!ref) return undefined;
      const actor = { role: 'system', companyId: ref.companyId, name: 'quote-link' } as const;
      const [[letterhead], quotes] = await readAs(
        actor,
        (tx) => [askLetterhead(tx), ...askByLink(tx, token)] as const,
      );
      const view = tellByLink([quotes], { now });
      if (!view || !letterhead) return undefined;
      const paper = quotePaper(view, tellLetterhead(letterhead));
      return { pdf: await drawPdf(paper), file: paper.file };
    }),
  );
}
