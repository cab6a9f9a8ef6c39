import { readView } from '@/lib/feedback/list-filter';
import { feedbackFile, unansweredFile } from '@/lib/feedback/screens';
import { feedbackSheet, unansweredSheet } from '@/lib/feedback/sheet';
import { csvRoute } from '@/lib/platform/csv-route';

const answers = csvRoute(feedbackFile, feedbackSheet);
const unanswered = csvRoute(unansweredFile, unansweredSheet);

/** The half of the page that the address names, as the page has it. */
export function GET(request: Request): Promise<Response> {
  const view = readView(Object.fromEntries(new URL(request.url).searchParams));
  return view === 'unanswered' ? unanswered(request) : answers(request);
}
