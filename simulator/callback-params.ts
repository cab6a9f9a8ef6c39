import { describeError } from './errors';
import type { Message, Status } from './types';

interface CallbackFacts {
  accountSid: string;
  message: Message;
  status: Status;
  errorCode: number | null;
}

/** The form of a status callback. */
export function buildCallbackParams({
  accountSid,
  message,
  status,
  errorCode,
}: CallbackFacts): Record<string, string> {
  const params: Record<string, string> = {
    AccountSid: accountSid,
    ApiVersion: '2010-04-01',
    From: message.from,
    MessageSid: message.sid,
    MessageStatus: status,
    SmsSid: message.sid,
    SmsStatus: status,
    To: message.to,
  };
  if (message.messagingServiceSid) params.MessagingServiceSid = message.messagingServiceSid;
  if (message.channel === 'whatsapp') {
    params.ChannelPrefix = 'whatsapp';
    params.ChannelInstallSid = `XE${message.sid.slice(2)}`;
    params.ChannelToAddress = message.to.slice('whatsapp:'.length);
    params.StructuredMessage = message.contentSid === null ? 'false' : 'true';
  }
  if (status === 'read') params.EventType = 'READ';
  if (status === 'delivered') params.EventType = 'DELIVERED';
  if (errorCode !== null) {
    params.ErrorCode = String(errorCode);
    params.ErrorMessage = describeError(errorCode);
    params.ChannelStatusMessage = describeError(errorCode);
  }
  return params;
}

/** Parameters that no documentation names: Twilio adds such without notice, and they are signed too. */
export const unknownParams: Readonly<Record<string, string>> = {
  'Extra[0].Tag': 'a=b&c',
  FutureParameter: 'żółw 你好 + %',
  Blank: '',
};
