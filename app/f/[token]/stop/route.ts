import { nothingToStop, stopDocument, stoppedDocument } from '@/components/feedback/stop-document';
import { faultOf } from '@/components/public-page/lost-document';
import { stopPublicly } from '@/lib/feedback/answers/posted-by-link';
import { readLinkView } from '@/lib/feedback/mutations';
import { now } from '@/lib/platform/clock';
import { documents, statusOf } from '@/lib/platform/documents';

type Params = { token: string };

export const GET = documents<Params>(async ({ token }) => {
  const view = await readLinkView(token, now());
  return { draw: view ? stopDocument(view.company) : nothingToStop };
}, faultOf('answer'));

export const POST = documents<Params>(async ({ token }) => {
  const answer = await stopPublicly(token);
  const view = await readLinkView(token, now());
  if (answer.ok && view) return { draw: stoppedDocument(view.company) };
  if (answer.ok || !view) return { status: 404, draw: nothingToStop };
  return { ...statusOf(answer), draw: stopDocument(view.company, answer.message) };
}, faultOf('answer'));
