/** Who a conversation is with: the customer, else what WhatsApp calls them, else the bare address. */
export function personName(talk: {
  customer: string | null;
  profileName: string | null;
  address: string;
}): string {
  return talk.customer ?? talk.profileName ?? plainAddress(talk.address);
}

/** An address without its channel; people without a number are said to be so. */
export function plainAddress(address: string): string {
  return address.startsWith('none:') ? 'No WhatsApp number' : address.replace(/^(whatsapp|mailto):/, '');
}
