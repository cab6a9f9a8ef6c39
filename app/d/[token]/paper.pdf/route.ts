import { paperFileByLink } from '@/lib/bookings/money/sending/file-by-link';
import { now } from '@/lib/platform/clock';

export const GET = async (_request: Request, { params }: { params: Promise<{ token: string }> }) =>
  paperFileByLink((await params).token, now());
