import { now } from '@/lib/platform/clock';
import { quoteFileByLink } from '@/lib/quotes/file-by-link';

export const GET = async (_request: Request, { params }: { params: Promise<{ token: string }> }) =>
  quoteFileByLink((await params).token, now());
