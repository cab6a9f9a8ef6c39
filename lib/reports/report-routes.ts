import 'server-only';
import { actAs } from '@/db/session';
import { recordExport } from '@/lib/audit/record-export';
import { sessionIdOfCookies } from '@/lib/auth/session-id';
import { drawPdf } from '@/lib/paper/drawing/draw-pdf';
import { readLogo } from '@/lib/paper/letterhead/logo';
import { pdfResponse } from '@/lib/paper/paper-route';
import { confirmBeforeFile } from '@/lib/platform/confirm-redirect';
import { dataRoute, refuse } from '@/lib/platform/data-route';
import { log } from '@/lib/platform/log';
import { openScreen } from '@/lib/platform/screen';
import { receive } from '@/lib/platform/sent';
import { csvText, fileHeaders, type Records } from '@/lib/platform/sheet-file';
import { officeActor } from '@/lib/platform/sheet-route';
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

/**
 * The same as a file, `file` says of which kind. Whoever takes it has proved of late who they
 * are; who took it and of which days is in the audit trail before it leaves.
 */
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
    const actor = officeActor(opened.identity, request.headers);
    if (!actor) return refuse('forbidden');
    if (!opened.identity.confirmed) return confirmBeforeFile(request);
    const { data, place, now } = receive(opened.sent);
    const { report, letterhead } = data;
    const records = recordsOf(report, place);
    const filter = new URLSearchParams(filterOf(searchParams)).toString();
    await actAs(actor, (tx) =>
      recordExport(tx, { list: `${report.key}-report`, filter, format: kind, rows: records.length }),
    );
    const name = nameOf(report);
    if (kind === 'pdf') {
      const logo = await readLogo(actor.companyId, letterhead, 'png');
      return pdfResponse(await drawPdf(reportPaper(report, { ...place, now, letterhead }), logo), name);
    }
    const body = kind === 'xlsx' ? workbook(report.key, once(records)) : csvText(records, true);
    return new Response(body, { headers: fileHeaders(name, kind) });
  } catch (error) {
    log.error({ error }, 'exporting a report failed');
    return refuse('fault');
  }
}

async function* once(records: ReturnType<typeof recordsOf>): Records {
  yield records;
}
