import { answerStatus } from '@/lib/messaging/inbound/webhooks';

/** What became of our messages, signed by Twilio. */
export const POST = answerStatus;
