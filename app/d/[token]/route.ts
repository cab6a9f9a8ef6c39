import { paperPage } from '@/components/bookings/money/paper-page';
import { faultOf, lostDocument } from '@/components/public-page/lost-document';
import { readPaperToken } from '@/lib/bookings/money/sending/link';
import { noteOpened } from '@/lib/bookings/money/sending/links';
import { readPaperByLink } from '@/lib/bookings/money/sending/paper-by-link';
import { readLogoUrl } from '@/lib/paper/letterhead/logo';
import { readSender } from '@/lib/paper/letterhead/sender';
import { now } from '@/lib/platform/clock';
import { documents } from '@/lib/platform/documents';

export const GET = documents<{ token: string }>(async ({ token }, request) => {
  const found = await readPaperByLink(token, now());
  if (!found || found === 'revoked') {
    const sender = await readSender(readPaperToken(token)?.companyId);
    return lostDocument({ sought: 'paper', revoked: found === 'revoked', sender, request });
  }
  const agent = request.headers.get('user-agent') ?? '';
  await noteOpened(found, { agent, now: now() });
  const logo = await readLogoUrl(found.ref.companyId, found.paper.letterhead);
  return { draw: paperPage(found, { file: `/d/${token}/paper.pdf`, logo }) };
}, faultOf('paper'));
