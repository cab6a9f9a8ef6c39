import { answerDocument } from '@/components/feedback/answer-document';
import { faultOf } from '@/components/public-page/lost-document';
import { publicRefusal } from '@/components/public-page/public-document';
import { currentSessionId } from '@/lib/auth/actor';
import { loginAddress } from '@/lib/auth/next-address';
import { answerAboutBooking } from '@/lib/feedback/answers/posted-in-portal';
import { portalAnswerScreen } from '@/lib/feedback/screens';
import { documents, isOurForm, readPosted, statusOf } from '@/lib/platform/documents';
import { openScreen } from '@/lib/platform/screen';
import { receive } from '@/lib/platform/sent';

type Params = { id: string };

/** One question after the other about the client's own event, to the same request that WhatsApp asks about. */
async function ask({ id }: Params, request: Request, refused?: { problem: string; typed: string }) {
  const event = eventOf(id);
  const sessionId = currentSessionId();
  const opened = await openScreen(portalAnswerScreen, { sessionId, address: { params: { id }, search: {} } });
  if (opened.state === 'signed_out') return { goTo: loginAddress(`${event}/feedback`) };
  if (opened.state === 'forbidden') return { status: 403, draw: publicRefusal('office', request) };
  if (opened.state === 'nothing') return { status: 404, draw: publicRefusal('nothingOfMine', request) };
  const { view } = receive(opened.sent).data;
  // Not over yet: the event's own page says how it stands.
  return view ? { draw: answerDocument(view, { event, ...refused }) } : { goTo: event };
}

export const GET = documents<Params>((params, request) => ask(params, request), faultOf('answer'));

export const POST = documents<Params>(async (params, request) => {
  const form = isOurForm(request) ? await readPosted(request) : undefined;
  const answer = await answerAboutBooking(params.id, form);
  if (answer.ok) return { draw: answerDocument(answer.data, { answered: true, event: eventOf(params.id) }) };
  const drawn = await ask(params, request, { problem: answer.message, typed: form?.get('value') ?? '' });
  return { ...statusOf(answer), ...drawn };
}, faultOf('answer'));

const eventOf = (id: string) => `/my/bookings/${encodeURIComponent(id)}`;
