import { faultOf, lostDocument } from '@/components/public-page/lost-document';
import { loginAddress } from '@/lib/auth/next-address';
import { followOwnPaper } from '@/lib/bookings/money/sending/links';
import { documents, statusOf } from '@/lib/platform/documents';

/** A client's own invoice, credit note or receipt: on to the page that shows it. */
export const GET = documents<{ id: string }>(async ({ id }, request) => {
  const result = await followOwnPaper({ id });
  if (result.ok) return { goTo: result.data.path };
  if (result.code === 'unauthenticated')
    return { goTo: loginAddress(`/my/papers/${encodeURIComponent(id)}`) };
  return { ...lostDocument({ sought: 'paper', request }), ...statusOf(result) };
}, faultOf('paper'));
