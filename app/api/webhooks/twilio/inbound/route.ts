import { answerInbound } from '@/lib/messaging/inbound/webhooks';

/** Messages of customers, signed by Twilio. */
export const POST = answerInbound;
