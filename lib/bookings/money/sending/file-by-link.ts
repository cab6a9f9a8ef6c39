import 'server-only';
import { answering } from '@/lib/auth/link-posts';
import { drawPdf } from '@/lib/paper/drawing/draw-pdf';
import { readLogo } from '@/lib/paper/letterhead/logo';
import { linkedFile } from '@/lib/paper/linked-file';
import { keepEarlier } from './links';
import { readPaperByLink } from './paper-by-link';

/** The paper of a link as a file; drawing takes work, so a connection gets so many in ten minutes. */
export async function paperFileByLink(token: string, now: Date): Promise<Response> {
  return linkedFile(
    await answering({ use: 'paper-link', most: 60 }, async () => {
      const found = await readPaperByLink(token, now);
      if (found === 'revoked' || !found) return undefined;
      await keepEarlier(found);
      const logo = await readLogo(found.ref.companyId, found.paper.letterhead, 'png');
      return { pdf: await drawPdf(found.paper, logo), file: found.paper.file };
    }),
  );
}
