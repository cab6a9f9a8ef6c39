import { exportLists } from '@/lib/exports/lists';
import { readView } from '@/lib/feedback/list-filter';
import { sheetRoute } from '@/lib/platform/sheet-route';

const answers = sheetRoute(exportLists.feedback);
const unanswered = sheetRoute(exportLists['not-answered']);

/** The half of the page that the address names, as the page has it. */
export function GET(request: Request): Promise<Response> {
  const view = readView(Object.fromEntries(new URL(request.url).searchParams));
  return view === 'unanswered' ? unanswered(request) : answers(request);
}
