import 'server-only';
import type { ActionResult } from '@/lib/platform/action';
import { statusOf } from '@/lib/platform/documents';
import { pdfResponse } from './paper-route';

const plain = (text: string, status: number, retryAfter?: number) =>
  new Response(text, {
    status,
    headers: {
      ...{ 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'private, no-store' },
      ...(retryAfter ? { 'retry-after': String(retryAfter) } : {}),
    },
  });

/** The file that a link leads to, or in words why there is none; for people without a sign-in. */
export function linkedFile(found: ActionResult<{ pdf: Buffer; file: string } | undefined>): Response {
  if (!found.ok) {
    const { status, retryAfter } = statusOf(found);
    return plain(found.message, status, retryAfter);
  }
  return found.data ? pdfResponse(found.data.pdf, found.data.file) : plain('There is no document here.', 404);
}
