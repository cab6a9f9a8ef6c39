import 'server-only';
import { sessionIdOfCookies } from '@/lib/auth/session-id';
import { refuse } from '@/lib/platform/data-route';
import { log } from '@/lib/platform/log';
import { openScreen, type Screen } from '@/lib/platform/screen';
import { receive } from '@/lib/platform/sent';
import type { PaperDocument } from './document';
import { drawPdf } from './drawing/draw-pdf';
import { readLogo } from './letterhead/logo';

/** A file that only who asked for it may keep, shown where the browser can and saved under its name. */
export function pdfResponse(pdf: Buffer, file: string): Response {
  return new Response(new Uint8Array(pdf), {
    headers: {
      'cache-control': 'private, no-store',
      'content-type': 'application/pdf',
      'content-length': String(pdf.length),
      'content-disposition': `inline; filename="${file}.pdf"`,
      'x-content-type-options': 'nosniff',
    },
  });
}

type Questions = readonly PromiseLike<unknown>[];

/** The same screen, whose paper is taken along rather than looked at. */
function taken<Input, Q extends Questions, Data>(screen: Screen<Input, Q, Data>): Screen<Input, Q, Data> {
  const { reads } = screen;
  if (!reads) return screen;
  return {
    ...screen,
    reads: (input) => {
      const read = reads(input);
      return read && { ...read, deed: 'downloaded' };
    },
  };
}

/** The paper of a screen as a PDF: who may see the one may have the other. `kept` (base64) is the file that it was once and for all. */
export function paperRoute<
  Input,
  Q extends Questions,
  Data extends { paper: PaperDocument; kept?: string | undefined },
>(screen: Screen<Input, Q, Data>) {
  return async (
    request: Request,
    context: { params: Promise<Record<string, string>> },
  ): Promise<Response> => {
    try {
      const opened = await openScreen(taken(screen), {
        sessionId: await sessionIdOfCookies(request.headers.get('cookie')),
        address: {
          params: await context.params,
          search: Object.fromEntries(new URL(request.url).searchParams),
        },
      });
      if (opened.state !== 'open') return refuse(opened.state);
      const { paper, kept } = receive(opened.sent).data;
      if (kept) return pdfResponse(Buffer.from(kept, 'base64'), paper.file);
      const logo = await readLogo(opened.identity.companyId, paper.letterhead, 'png');
      return pdfResponse(await drawPdf(paper, logo), paper.file);
    } catch (error) {
      log.error({ error }, 'drawing a paper failed');
      return refuse('fault');
    }
  };
}
