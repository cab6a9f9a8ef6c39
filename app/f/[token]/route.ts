import { answerDocument, linkGone } from '@/components/feedback/answer-document';
import { faultOf } from '@/components/public-page/lost-document';
import { answerPublicly } from '@/lib/feedback/answers/posted-by-link';
import { readLinkView } from '@/lib/feedback/mutations';
import { now } from '@/lib/platform/clock';
import { documents, readPosted, statusOf } from '@/lib/platform/documents';

type Params = { token: string };

const stopOf = (token: string) => `/f/${encodeURIComponent(token)}/stop`;

export const GET = documents<Params>(async ({ token }) => {
  const view = await readLinkView(token, now());
  return { draw: view ? answerDocument(view, { stop: stopOf(token) }) : linkGone };
}, faultOf('answer'));

export const POST = documents<Params>(async ({ token }, request) => {
  const form = await readPosted(request);
  const answer = await answerPublicly(token, form);
  const around = { answered: true, stop: stopOf(token) };
  if (answer.ok) return { draw: answerDocument(answer.data, around) };
  const view = await readLinkView(token, now());
  if (!view) return { status: 404, draw: linkGone };
  const refused = { problem: answer.message, typed: form?.get('value') ?? '' };
  return { ...statusOf(answer), draw: answerDocument(view, { ...around, ...refused }) };
}, faultOf('answer'));
