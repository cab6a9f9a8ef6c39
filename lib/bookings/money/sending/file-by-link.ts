import 'server-only';
import { answering } from '@/lib/auth/by-link';
import { drawPdf } from '@/lib/paper/drawing/draw-pdf';
import { pdfResponse } from '@/lib/paper/paper-route';
import { statusOf } from '@/lib/platform/documents';
import { readPaperByLink } from './by-link';

const plain = (text: string, status: number, retryAfter?: number) =>
  new Response(text, {
    status,
    headers: {
      ...{ 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'private, no-store' },
      ...(retryAfter ? { 'retry-after': String(retryAfter) } : {}),
    },
  });

/** The paper of a link as a file; drawing takes work, so a connection gets so many in ten minutes. */
export async function paperFileByLink(token: string, now: Date): Promise<Response> {
  const result = await answering({ use: 'paper-link', most: 60 }, async () => {
    const found = await readPaperByLink(token, now);
    return found && { pdf: await drawPdf(found.paper), file: found.paper.file };
  });
  if (!result.ok) {
    const { status, retryAfter } = statusOf(result);
    return plain(result.message, status, retryAfter);
  }
  const { data } = result;
  return data ? pdfResponse(data.pdf, data.file) : plain('There is no document here.', 404);
}
