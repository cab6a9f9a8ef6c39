import type { Channel } from '../channels/channel';
import { mayUseOtherChannel } from './retry-matrix';
import type { NotSentReason } from './rules';

export type EndedMessage = { status: string; notSentReason: string | null; errorCode: number | null };

/** Not sent because of this channel alone. */
const ofChannel: readonly NotSentReason[] = ['no_address', 'no_sms_sender', 'no_mail_server'];

/**
 * Where a message goes when a channel failed for good: SMS before e-mail, each once, none without an address.
 * Undefined when nothing is left, or when the message failed for another reason than not reaching the person.
 */
export function nextChannel(facts: {
  message: EndedMessage;
  tried: readonly Channel[];
  customer: { phone: string | null; email: string | null };
  /** Further reasons for which the sender of this kind takes another way. */
  otherWay?: readonly NotSentReason[];
}): 'sms' | 'email' | undefined {
  const { message, tried, customer, otherWay = [] } = facts;
  const unreached =
    message.status === 'not_sent'
      ? [...ofChannel, ...otherWay].some((reason) => reason === message.notSentReason)
      : mayUseOtherChannel(message.errorCode);
  if (!unreached) return undefined;
  if (customer.phone && !tried.includes('sms')) return 'sms';
  return customer.email && !tried.includes('email') ? 'email' : undefined;
}
