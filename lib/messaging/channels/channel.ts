import type { messageChannels } from '@/db/enums';

export type Channel = (typeof messageChannels)[number];

type Reachable = { id: string; phone: string | null; whatsappId: string | null; email: string | null };

/** The channel of a conversation's address: `whatsapp:…`, a bare number, `mailto:…`, or `none:…` for nobody. */
export function channelOf(address: string): Channel {
  if (address.startsWith('+')) return 'sms';
  return address.startsWith('mailto:') ? 'email' : 'whatsapp';
}

/** Where a customer is written to on a channel; `none:` stands for people who can't be. */
export function addressOn(channel: Channel, customer: Reachable): string {
  const { phone, whatsappId, email } = customer;
  if (channel === 'sms') return phone ?? `none:${customer.id}`;
  if (channel === 'email') return email ? `mailto:${email.toLowerCase()}` : `none:${customer.id}`;
  const reachable = phone ?? whatsappId;
  return reachable ? `whatsapp:${reachable}` : `none:${customer.id}`;
}
