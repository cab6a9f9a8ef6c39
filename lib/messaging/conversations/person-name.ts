import { formatPhone } from '@/lib/platform/format/phones';

/** Who a conversation is with: the customer, else what WhatsApp calls them, else the bare address. */
export function personName(talk: {
  customer: string | null;
  profileName: string | null;
  address: string;
}): string {
  return talk.customer ?? talk.profileName ?? plainAddress(talk.address);
}

/** An address without its channel, a number as the house writes it; people without one are said to be so. */
export function plainAddress(address: string): string {
  return address.startsWith('none:')
    ? 'No WhatsApp number'
    : formatPhone(address.replace(/^(whatsapp|mailto):/, ''));
}
