import { answerPaymentWebhook } from '@/lib/bookings/money/online/webhook';
import { now } from '@/lib/platform/clock';

/** What became of payments, signed by the company's provider. */
export const POST = async (request: Request, { params }: { params: Promise<{ token: string }> }) =>
  answerPaymentWebhook(request, (await params).token, now());
