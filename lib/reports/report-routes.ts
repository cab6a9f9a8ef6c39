import 'server-only';
import { actAs } from '@/db/session';
import { recordExport } from '@/lib/audit/record-export';
import { originOf } from '@/lib/auth/origin';
import { sessionIdOfCookies } from '@/lib/auth/session-id';
import { drawPdf } from '@/lib/paper/drawing/draw-pdf';
import { readLogo } from '@/lib/paper/letterhead/logo';
import { pdfResponse } from '@/lib/paper/paper-route';
import { byteOrderMark, csvLine } from '@/lib/platform/csv';
import { dataRoute, refuse } from '@/lib/platform/data-route';
import { log } from '@/lib/platform/log';
import { openScreen } from '@/lib/platform/screen';
import { receive } from '@/lib/platform/sent';
import { filterOf } from '@/lib/platform/sheet-screen';
import { workbook } from '@/lib/platform/workbook';
import { recordsOf } from './file-records';
import { nameOf, reportPaper } from './paper';
import { reportScreens } from './screens';

type Context = { params: Promise<Record<string, string>> };
const screenAt = async ({ params }: Context) => reportScreens.get((await params).report ?? '');

/** The report that the address names, as JSON. */
export async function answerReport(request: Request, context: Context): Promise<Response> {
  const screen = await screenAt(context);
  return screen ? dataRoute(screen)(request, context) : refuse('nothing');
}

const kinds = ['csv', 'xlsx', 'pdf'] as const;
type Kind = (typeof kinds)[number];

/** The same as a file, `file` says of which kind. Who took it and of which days is in the audit trail before it leaves. */
export async function answerReportFile(request: Request, context: Context): Promise<Response> {
  try {
    const screen = await screenAt(context);
    if (!screen) return refuse('nothing');
    const { searchParams } = new URL(request.url);
    const kind = kinds.find((one) => one === searchParams.get('file')) ?? 'csv';
    const opened = await openScreen(screen, {
      sessionId: await sessionIdOfCookies(request.headers.get('cookie')),
      address: { params: await context.params, search: Object.fromEntries(searchParams) },
    });
    if (opened.state !== 'open') return refuse(opened.state);
    const { companyId, userId, role } = opened.identity;
    if (role === 'client') return refuse('forbidden');
    const { data, place, now } = receive(opened.sent);
    const { report, letterhead } = data;
    const records = recordsOf(report, place);
    const filter = new URLSearchParams(filterOf(searchParams)).toString();
    await actAs({ role, companyId, userId, ...originOf(request.headers) }, (tx) =>
      recordExport(tx, { list: `${report.key}-report`, filter, format: kind, rows: records.length }),
    );
    const name = nameOf(report);
    if (kind === 'pdf') {
      const logo = await readLogo(companyId, letterhead, 'png');
      return pdfResponse(await drawPdf(reportPaper(report, { ...place, now, letterhead }), logo), name);
    }
    return sheetResponse(kind, { records, name, title: report.key });
  } catch (error) {
    log.error({ error }, 'exporting a report failed');
    return refuse('fault');
  }
}

type SheetFile = { records: ReturnType<typeof recordsOf>; name: string; title: string };

function sheetResponse(kind: Exclude<Kind, 'pdf'>, { records, name, title }: SheetFile): Response {
  async function* once() {
    yield records;
  }
  const body = kind === 'xlsx' ? workbook(title, once()) : byteOrderMark + records.map(csvLine).join('');
  return new Response(body, {
    headers: {
      'cache-control': 'no-store',
      'content-type':
        kind === 'xlsx'
          ? 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
          : 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}.${kind}"`,
    },
  });
}
