import 'server-only';
import { sessionIdOfCookies } from '@/lib/auth/session-id';
import { byteOrderMark, csvLine, type Sheet } from './csv';
import { refuse } from './data-route';
import { log } from './log';
import { openScreen, type Screen } from './screen';
import { receive } from './sent';

type Questions = readonly PromiseLike<unknown>[];

/**
 * A list as a CSV file: the same screen, filter and permission as its page, page after page as the reader takes
 * them, so that no list is ever held whole. Each page asks the session again; one that ended breaks the file off.
 */
export function csvRoute<
  Input,
  Q extends Questions,
  Data extends { rows: readonly unknown[]; next: string | undefined },
>(screen: Screen<Input, Q, Data>, { name, columns }: Sheet<Data['rows'][number]>) {
  return async (request: Request): Promise<Response> => {
    try {
      const sessionId = await sessionIdOfCookies(request.headers.get('cookie'));
      const { before: _, after: __, ...filter } = Object.fromEntries(new URL(request.url).searchParams);
      const open = (after?: string) =>
        openScreen(screen, { sessionId, address: { params: {}, search: { ...filter, after } } });
      const first = await open();
      if (first.state !== 'open') return refuse(first.state);

      const encoder = new TextEncoder();
      const heads = byteOrderMark + csvLine(columns.map(({ head }) => head));
      let page: Awaited<ReturnType<typeof open>> | undefined = first;
      let before = heads;
      const stream = new ReadableStream<Uint8Array>({
        async pull(controller) {
          if (page?.state !== 'open') throw new Error(`The export ended early: ${page?.state}`);
          const { data, place } = receive(page.sent);
          const lines = data.rows.map((row) => csvLine(columns.map(({ cell }) => cell(row, place))));
          controller.enqueue(encoder.encode(before + lines.join('')));
          before = '';
          if (data.next) page = await open(data.next);
          else controller.close();
        },
      });
      return new Response(stream, {
        headers: {
          'cache-control': 'no-store',
          'content-type': 'text/csv; charset=utf-8',
          'content-disposition': `attachment; filename="${name}.csv"`,
        },
      });
    } catch (error) {
      log.error({ error }, 'export failed');
      return refuse('fault');
    }
  };
}
