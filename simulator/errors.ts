/** What Twilio says for the codes that this server gives out. */
const messages: Record<number, string> = {
  20001: 'Invalid parameter',
  20003: 'Authenticate',
  20404: 'The requested resource was not found',
  20429: 'Too Many Requests',
  20500: 'An internal server error has occurred',
  21211: "Invalid 'To' Phone Number",
  21212: "Invalid 'From' Number",
  21602: 'Message body is required.',
  21603: "A 'From' phone number is required.",
  21604: "A 'To' phone number is required.",
  21609: "The 'StatusCallback' URL is not a valid URL.",
  21610: 'Attempt to send to unsubscribed recipient',
  21614: "'To' number is not a valid mobile number",
  21617: 'The concatenated message body exceeds the 1600 character limit',
  21620: 'Invalid media URL(s)',
  21654: 'ContentSid Required',
  21655: 'The ContentSid is Invalid',
  21656: 'The ContentVariables Parameter is invalid',
  21705: 'The Messaging Service Sid is invalid',
  21910: "Invalid 'From' and 'To' pair: both have to be of the same channel",
  30001: 'Queue overflow',
  30002: 'Account suspended',
  30003: 'Unreachable destination handset',
  30004: 'Message blocked',
  30005: 'Unknown destination handset',
  30006: 'Landline or unreachable carrier',
  30007: 'Message filtered',
  30008: 'Unknown error',
  63001: 'Channel could not authenticate the request',
  63003: 'Channel could not find To address',
  63005: 'Channel did not accept given content',
  63007: 'Twilio could not find a Channel with the specified From address',
  63012: 'Channel provider returned an internal service error',
  63013: 'This message send failed because it violates Channel provider’s policy',
  63014: 'This message failed to be delivered to the user because it was blocked by a user action',
  63015: 'Channel Sandbox can only send messages to phone numbers that have joined the Sandbox',
  63016: 'Failed to send freeform message because you are outside the allowed window',
  63018: 'Rate limit exceeded for Channel',
  63024: 'Invalid message recipient',
  63033: 'Recipient has blocked the sender',
  63040: 'Template rejected',
  63041: 'Template paused',
  63042: 'Template disabled',
  63049: 'Meta chose not to deliver this marketing message',
};

/** The words for a Twilio error code. */
export function describeError(code: number): string {
  return messages[code] ?? 'Error';
}

/** An answer in Twilio's error shape. `status` is the HTTP status. */
export class TwilioError extends Error {
  override readonly name = 'TwilioError';
  constructor(
    readonly status: number,
    readonly code: number,
    detail?: string,
  ) {
    super(detail ?? describeError(code));
  }

  toBody(): { code: number; message: string; more_info: string; status: number } {
    return {
      code: this.code,
      message: this.message,
      more_info: `https://www.twilio.com/docs/errors/${this.code}`,
      status: this.status,
    };
  }
}

/** A request to the control API that makes no sense; the text names the field. */
export class ControlError extends Error {
  override readonly name = 'ControlError';
  constructor(
    message: string,
    readonly status = 400,
  ) {
    super(message);
  }
}
