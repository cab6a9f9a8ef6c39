import { eq } from 'drizzle-orm';
import { messages } from '@/db/schema/messaging';
import { messageOwners } from '@/lib/message-owners';
import { answerInbound } from '../inbound/webhooks';
import { makeOutbox } from './outbox';
import { newSid, type Pairs, signedRequest } from './signed';

export const inboundPath = '/api/webhooks/twilio/inbound';

/** What Twilio reports of a message; without an account or token, those of the tests' environment. */
export type Report = {
  sid: string;
  status: string;
  code?: number;
  attempt?: number;
  account?: string;
  token?: string;
};
export type Target = { companyId: string; messageId: string };
export type TestWebhooks = Awaited<ReturnType<typeof makeWebhooks>>;

/** A company with one customer, and what Twilio posts to it. */
export async function makeWebhooks() {
  const outbox = await makeOutbox();
  const { company, customer, inCompany } = outbox;
  const account = process.env.TWILIO_ACCOUNT_SID ?? '';

  const inboundPairs = (over: Record<string, string> = {}): Pairs =>
    Object.entries({
      AccountSid: account,
      MessageSid: newSid(),
      From: `whatsapp:${customer.phone}`,
      To: company.senderAddress,
      WaId: customer.phone?.slice(1) ?? '',
      ProfileName: 'Ama',
      Body: 'Hello',
      NumMedia: '0',
      SmsStatus: 'received',
      ...over,
    });
  const receive = (over: Record<string, string> = {}) =>
    answerInbound(signedRequest(inboundPairs(over), { path: inboundPath }), messageOwners.taps);
  const stored = (sid: string) => inCompany((tx) => tx.select().from(messages).where(eq(messages.sid, sid)));
  const countMessages = () => inCompany((tx) => tx.$count(messages));
  const queueTarget = async (over: { bookingId?: string } = {}): Promise<Target> => ({
    companyId: company.id,
    messageId: await outbox.queue(over),
  });
  const statusRequest = (target: Target, { sid, status, code, attempt = 0, token, ...given }: Report) => {
    const path = `/api/webhooks/twilio/status?c=${target.companyId}&m=${target.messageId}&a=${attempt}`;
    const pairs: Pairs = [
      ['AccountSid', given.account ?? account],
      ['MessageSid', sid],
      ['MessageStatus', status],
      ['From', company.senderAddress],
    ];
    if (code) pairs.push(['ErrorCode', String(code)]);
    return signedRequest(pairs, { path, token });
  };
  return { ...outbox, account, inboundPairs, receive, stored, countMessages, queueTarget, statusRequest };
}
