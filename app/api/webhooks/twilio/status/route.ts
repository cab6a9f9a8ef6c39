import { answerStatus } from '@/lib/whatsapp/webhooks';

/** What became of our messages, signed by Twilio. */
export const POST = answerStatus;
