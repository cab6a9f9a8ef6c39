import { paperGone, paperPage } from '@/components/bookings/money/paper-page';
import { publicFault } from '@/components/public-page/public-document';
import { readPaperByLink } from '@/lib/bookings/money/sending/by-link';
import { now } from '@/lib/platform/clock';
import { documents } from '@/lib/platform/documents';

export const GET = documents<{ token: string }>(async ({ token }) => {
  const found = await readPaperByLink(token, now());
  return found ? { draw: paperPage(found, `/d/${token}/paper.pdf`) } : { status: 404, draw: paperGone };
}, publicFault);
