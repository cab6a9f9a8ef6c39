import 'server-only';
import { confirmAddress, safeNext } from '@/lib/auth/next-address';
import { refuse } from './data-route';

/**
 * Answers who asks for a file without having proved of late who they are: a browser is led to where one does, and back to the page
 * that it came from; a program is refused. The file is asked for anew then, since a file opens no page to go on from.
 */
export function confirmBeforeFile(request: Request): Response {
  if (!request.headers.get('accept')?.includes('text/html')) return refuse('unconfirmed');
  const from = URL.parse(request.headers.get('referer') ?? '');
  const page =
    from?.host === request.headers.get('host') ? safeNext(from?.pathname + (from?.search ?? '')) : undefined;
  const location = confirmAddress(page ?? '/exports');
  return new Response(null, { status: 303, headers: { location, 'cache-control': 'no-store' } });
}
