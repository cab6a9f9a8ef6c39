import { faultOf, lostDocument } from '@/components/public-page/lost-document';
import { loginAddress } from '@/lib/auth/next-address';
import { documents, statusOf } from '@/lib/platform/documents';
import { followOwnQuote } from '@/lib/quotes/open-own-quote';

/** A client's own quote: on to the page that shows it, or to its file. */
export const GET = documents<{ id: string }>(async ({ id }, request) => {
  const result = await followOwnQuote({ id });
  const file = new URL(request.url).searchParams.has('file') ? '/quote.pdf' : '';
  if (result.ok) return { goTo: `${result.data.path}${file}` };
  if (result.code === 'unauthenticated')
    return { goTo: loginAddress(`/my/quotes/${encodeURIComponent(id)}${file ? '?file=1' : ''}`) };
  return { ...lostDocument({ sought: 'quote', request }), ...statusOf(result) };
}, faultOf('quote'));
