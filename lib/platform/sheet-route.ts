import 'server-only';
import { sessionIdOfCookies } from '@/lib/auth/session-id';
import { byteOrderMark, type Cell, csvLine, type Sheet } from './csv';
import { refuse } from './data-route';
import { formatCount } from './format/numbers';
import { log } from './log';
import { openScreen, type Screen } from './screen';
import { receive } from './sent';
import { workbook } from './workbook';

type Questions = readonly PromiseLike<unknown>[];

/** More than a spreadsheet is read for; a file that ends there says so in its last line. */
const mostRows = 100_000;

/** The records of a file, its heads first, as many at a time as the database was asked for. */
type Records = AsyncGenerator<Cell[][], void>;

const kinds = {
  csv: { type: 'text/csv; charset=utf-8', write: csvOf },
  xlsx: {
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    write: (records: Records, name: string) => workbook(name, records),
  },
};

/**
 * A list as a CSV file, or as a workbook where the address says `file=xlsx`: a screen of the same filter and permission
 * as its page that asks for rows alone, page after page as the reader takes them, so that no list is ever held whole.
 * Each page asks the session again; one that ended breaks the file off.
 */
export function sheetRoute<
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
      const { before: _, after: __, file, ...filter } = Object.fromEntries(new URL(request.url).searchParams);
      const open = (after?: string) =>
        openScreen(screen, { sessionId, address: { params, search: { ...filter, after } } });
      const first = await open();
      if (first.state !== 'open') return refuse(first.state);

      async function* records(): Records {
        yield [columns.map(({ head }) => head)];
        let page: Awaited<ReturnType<typeof open>> = first;
        for (let written = 0; ; ) {
          if (page.state !== 'open') throw new Error(`The export ended early: ${page.state}`);
          const { data, place } = receive(page.sent);
          const kept = data.rows.slice(0, most - written);
          written += kept.length;
          yield kept.map((row) => columns.map(({ cell }) => cell(row, place)));
          if (kept.length < data.rows.length || (written >= most && data.next !== undefined)) {
            yield [[`The first ${formatCount(most)} rows. Narrow the list for the rest.`]];
            return;
          }
          if (data.next === undefined) return;
          page = await open(data.next);
        }
      }
      const ending = file === 'xlsx' ? 'xlsx' : 'csv';
      const { type, write } = kinds[ending];
      return new Response(write(records(), name), {
        headers: {
          'cache-control': 'no-store',
          'content-type': type,
          'content-disposition': `attachment; filename="${name}.${ending}"`,
        },
      });
    } catch (error) {
      log.error({ error }, 'export failed');
      return refuse('fault');
    }
  };
}

function csvOf(records: Records): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let mark = byteOrderMark;
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await records.next();
      if (done) return controller.close();
      controller.enqueue(encoder.encode(mark + value.map(csvLine).join('')));
      mark = '';
    },
    cancel: () => records.return().then(() => undefined),
  });
}
