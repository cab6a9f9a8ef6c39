import { messageOwners } from '@/lib/message-owners';
import { answerInbound } from '@/lib/messaging/inbound/webhooks';

/** Messages of customers, signed by Twilio. */
export const POST = (request: Request) => answerInbound(request, messageOwners.taps);
