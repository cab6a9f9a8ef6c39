import { payDocument } from '@/components/bookings/online/pay-document';
import { faultOf, lostDocument } from '@/components/public-page/lost-document';
import { readPayToken } from '@/lib/bookings/money/online/link';
import { payByLink, readPayView } from '@/lib/bookings/money/online/pay-page';
import { whyNotPaid } from '@/lib/bookings/money/online/spoken';
import { readSender } from '@/lib/paper/letterhead/sender';
import { now } from '@/lib/platform/clock';
import { documents, statusOf } from '@/lib/platform/documents';

type Params = { token: string };

const gone = async (token: string, request: Request) =>
  lostDocument({ sought: 'payment', sender: await readSender(readPayToken(token)?.companyId), request });

export const GET = documents<Params>(async ({ token }, request) => {
  const view = await readPayView(token, now());
  const goesOn = new URL(request.url).searchParams.get('go') === '1';
  return view ? { draw: payDocument(view, { goesOn }) } : gone(token, request);
}, faultOf('payment'));

export const POST = documents<Params>(async ({ token }, request) => {
  const result = await payByLink(token, now());
  if (result.ok) return { goTo: result.data };
  const view = await readPayView(token, now());
  if (!view) return gone(token, request);
  const problem = whyNotPaid(result, { language: view.language, company: view.company.name });
  return { ...statusOf(result), draw: payDocument(view, { problem }) };
}, faultOf('payment'));
