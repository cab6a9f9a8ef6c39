import { payDocument, payFault, payGone } from '@/components/bookings/online/pay-document';
import { payByLink, readPayView } from '@/lib/bookings/money/online/pay-page';
import { whyNotPaid } from '@/lib/bookings/money/online/spoken';
import { now } from '@/lib/platform/clock';
import { documents, statusOf } from '@/lib/platform/documents';

type Params = { token: string };
const gone = { status: 404, draw: payGone };

export const GET = documents<Params>(async ({ token }, request) => {
  const view = await readPayView(token, now());
  const goesOn = new URL(request.url).searchParams.get('go') === '1';
  return view ? { draw: payDocument(view, { goesOn }) } : gone;
}, payFault);

export const POST = documents<Params>(async ({ token }) => {
  const result = await payByLink(token, now());
  if (result.ok) return { goTo: result.data };
  const view = await readPayView(token, now());
  if (!view) return gone;
  const problem = whyNotPaid(result, { language: view.language, company: view.company.name });
  return { ...statusOf(result), draw: payDocument(view, { problem }) };
}, payFault);
