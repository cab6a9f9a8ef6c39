import { answerInbound } from '@/lib/whatsapp/webhooks';

/** Messages of customers, signed by Twilio. */
export const POST = answerInbound;
