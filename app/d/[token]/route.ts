import { paperFault, paperGone, paperPage, paperRevoked } from '@/components/bookings/money/paper-page';
import { readPaperByLink } from '@/lib/bookings/money/sending/by-link';
import { noteOpened } from '@/lib/bookings/money/sending/links';
import { readLogoUrl } from '@/lib/paper/letterhead/logo';
import { now } from '@/lib/platform/clock';
import { documents } from '@/lib/platform/documents';

export const GET = documents<{ token: string }>(async ({ token }, request) => {
  const found = await readPaperByLink(token, now());
  if (!found) return { status: 404, draw: paperGone };
  if (found === 'revoked') return { status: 410, draw: paperRevoked };
  const agent = request.headers.get('user-agent') ?? '';
  await noteOpened(found, { agent, now: now() });
  const logo = await readLogoUrl(found.ref.companyId, found.paper.letterhead);
  return { draw: paperPage(found, { file: `/d/${token}/paper.pdf`, logo }) };
}, paperFault);
