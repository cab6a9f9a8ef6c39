import { readView } from '@/lib/feedback/list-filter';
import { feedbackFile, unansweredFile } from '@/lib/feedback/screens';
import { feedbackSheet, unansweredSheet } from '@/lib/feedback/sheet';
import { sheetRoute } from '@/lib/platform/sheet-route';

const answers = sheetRoute(feedbackFile, feedbackSheet);
const unanswered = sheetRoute(unansweredFile, unansweredSheet);

/** The half of the page that the address names, as the page has it. */
export function GET(request: Request): Promise<Response> {
  const view = readView(Object.fromEntries(new URL(request.url).searchParams));
  return view === 'unanswered' ? unanswered(request) : answers(request);
}
