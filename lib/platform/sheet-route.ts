import 'server-only';
import { actAs } from '@/db/session';
import type { Identity } from '@/db/visit';
import { recordExport } from '@/lib/audit/record-export';
import { originOf } from '@/lib/auth/origin';
import { sessionIdOfCookies } from '@/lib/auth/session-id';
import { confirmBeforeFile } from './confirm-redirect';
import { refuse } from './data-route';
import { log } from './log';
import { cutLine, type FileFormat, fileHeaders, fileKinds, type Records } from './sheet-file';
import { filterOf, type SheetList } from './sheet-screen';

/** A list of more rows is made into a file in the background. */
export const mostDirect = 20_000;

/**
 * A list as a CSV file, or as a workbook where the address says `file=xlsx`: page after page as the reader takes them, so
 * that no list is ever held whole. Whoever takes it has proved of late who they are, and the audit
 * trail says so before the first byte leaves. Each page asks the session
 * again; one that ended breaks the file off. A list of more than 20,000 rows leads to the page where its file is asked
 * for; with `most` it is cut there instead.
 */
export function sheetRoute(list: SheetList, { most }: { most?: number } = {}) {
  const limit = most ?? mostDirect;
  return async (
    request: Request,
    context?: { params: Promise<Record<string, string>> },
  ): Promise<Response> => {
    try {
      const { pathname, search: query, searchParams } = new URL(request.url);
      const format: FileFormat = searchParams.get('file') === 'xlsx' ? 'xlsx' : 'csv';
      const asked = {
        who: { sessionId: await sessionIdOfCookies(request.headers.get('cookie')) },
        params: (await context?.params) ?? {},
        search: filterOf(searchParams),
      };
      const first = await list.open({ ...asked, countTo: limit });
      if (first.state !== 'open') return refuse(first.state);
      if (!first.identity.confirmed) return confirmBeforeFile(request);
      const total = first.total ?? 0;
      if (total > limit && most === undefined)
        return new Response(null, { status: 303, headers: { location: laterAddress(pathname + query) } });
      const actor = officeActor(first.identity, request.headers);
      if (!actor) return refuse('forbidden');
      const filter = new URLSearchParams(asked.search).toString();
      const rows = Math.min(total, limit);
      await actAs(actor, (tx) => recordExport(tx, { list: list.name, filter, format, rows }));

      async function* records(): Records {
        yield [list.heads];
        let page = first;
        for (let written = 0; ; ) {
          if (page.state !== 'open') throw new Error(`The export ended early: ${page.state}`);
          const kept = page.cells.slice(0, limit - written);
          written += kept.length;
          yield kept;
          if (kept.length < page.cells.length || (written >= limit && page.next !== undefined))
            return void (yield [cutLine(limit)]);
          if (page.next === undefined) return;
          page = await list.open({ ...asked, after: page.next });
        }
      }
      return new Response(fileKinds[format].write(records(), list.name), {
        headers: fileHeaders(list.name, format),
      });
    } catch (error) {
      log.error({ error }, 'export failed');
      return refuse('fault');
    }
  };
}

/** The page where the file of an address is asked for. */
const laterAddress = (of: string) => `/exports?of=${encodeURIComponent(of)}`;

/** Who takes a file along, for the trail; customers take none. */
export function officeActor({ role, companyId, userId }: Identity, headers: Headers) {
  return role === 'client' ? undefined : { role, companyId, userId, ...originOf(headers) };
}
