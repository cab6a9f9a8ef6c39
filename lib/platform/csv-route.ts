import 'server-only';
import { sessionIdOfCookies } from '@/lib/auth/session-id';
import { byteOrderMark, csvLine, type Sheet } from './csv';
import { refuse } from './data-route';
import { formatCount } from './format/numbers';
import { log } from './log';
import { openScreen, type Screen } from './screen';
import { receive } from './sent';

type Questions = readonly PromiseLike<unknown>[];

/** More than a spreadsheet is read for; a file that ends there says so in its last line. */
const mostRows = 100_000;

/**
 * A list as a CSV file: a screen of the same filter and permission as its page that asks for rows alone, page after
 * page as the reader takes them, so that no list is ever held whole. Each page asks the session again; one that ended
 * breaks the file off.
 */
export function csvRoute<
  Input,
  Q extends Questions,
  Data extends { rows: readonly unknown[]; next: string | undefined },
>(screen: Screen<Input, Q, Data>, { name, columns }: Sheet<Data['rows'][number]>, { most = mostRows } = {}) {
  return async (
    request: Request,
    context?: { params: Promise<Record<string, string>> },
  ): Promise<Response> => {
    try {
      const params = (await context?.params) ?? {};
      const sessionId = await sessionIdOfCookies(request.headers.get('cookie'));
      const { before: _, after: __, ...filter } = Object.fromEntries(new URL(request.url).searchParams);
      const open = (after?: string) =>
        openScreen(screen, { sessionId, address: { params, search: { ...filter, after } } });
      const first = await open();
      if (first.state !== 'open') return refuse(first.state);

      const encoder = new TextEncoder();
      const heads = byteOrderMark + csvLine(columns.map(({ head }) => head));
      let page: Awaited<ReturnType<typeof open>> | undefined = first;
      let before = heads;
      let written = 0;
      const stream = new ReadableStream<Uint8Array>({
        async pull(controller) {
          if (page?.state !== 'open') throw new Error(`The export ended early: ${page?.state}`);
          const { data, place } = receive(page.sent);
          const lines = data.rows.map((row) => csvLine(columns.map(({ cell }) => cell(row, place))));
          const kept = lines.slice(0, most - written);
          written += kept.length;
          const cut = kept.length < lines.length || (written >= most && data.next !== undefined);
          const end = cut
            ? csvLine([`The first ${formatCount(most)} rows. Narrow the list for the rest.`])
            : '';
          controller.enqueue(encoder.encode(before + kept.join('') + end));
          before = '';
          if (data.next && !cut) page = await open(data.next);
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
