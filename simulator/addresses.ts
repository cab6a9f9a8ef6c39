import type { Channel } from './types';

export interface Address {
  channel: Channel;
  /** Phone number in E.164, or a business-scoped id. */
  id: string;
  isPhone: boolean;
}

const phone = /^\+[1-9]\d{6,14}$/;
/** Country, point, digits or letters; some senders carry a prefix before it. */
const businessScoped = /^(?:[A-Za-z]+-)?[A-Z]{2}\.[A-Za-z0-9.]{1,128}$/;

/** Reads `whatsapp:+233…`, `whatsapp:GH.123…` or `+233…`; undefined when it is no address. */
export function parseAddress(text: string): Address | undefined {
  const channel: Channel = text.startsWith('whatsapp:') ? 'whatsapp' : 'sms';
  const id = channel === 'whatsapp' ? text.slice('whatsapp:'.length) : text;
  if (phone.test(id)) return { channel, id, isPhone: true };
  if (channel === 'whatsapp' && businessScoped.test(id)) return { channel, id, isPhone: false };
  return undefined;
}

/** The address as Twilio writes it. */
export function formatAddress(channel: Channel, id: string): string {
  return channel === 'whatsapp' ? `whatsapp:${id}` : id;
}
