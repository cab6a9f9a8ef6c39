import { faultOf } from '@/components/public-page/lost-document';
import { publicNotice } from '@/components/public-page/public-document';
import { loginAddress } from '@/lib/auth/next-address';
import { payInPortal } from '@/lib/bookings/money/online/pay-own';
import { documents, isOurForm, readPosted, statusOf } from '@/lib/platform/documents';

type Params = { id: string };

const eventOf = (id: string) => `/my/bookings/${encodeURIComponent(id)}`;

/** Whoever opens this as an address sees the event, where the buttons are. */
export const GET = documents<Params>(async ({ id }) => ({ goTo: eventOf(id) }), faultOf('payment'));

/** A client pays for their own event: on to the payment's page, or why not. */
export const POST = documents<Params>(async ({ id }, request) => {
  const result = await payInPortal(id, isOurForm(request) ? await readPosted(request) : undefined);
  if (result.ok) return { goTo: result.data };
  if (result.code === 'unauthenticated') return { goTo: loginAddress(eventOf(id)) };
  const ways = [{ href: eventOf(id), label: 'Back to your event' }];
  const draw = publicNotice(
    { title: 'Pay' },
    { heading: 'This can’t be paid now', text: result.message, ways },
  );
  return { ...statusOf(result), draw };
}, faultOf('payment'));
