/** How something of ours is given to a customer: sent to them, or as a link that the office hands over. */
export const reachChoices = [
  { value: 'whatsapp', label: 'WhatsApp' },
  { value: 'email', label: 'E-mail' },
  { value: 'link', label: 'Copy the link' },
];

const noEmail = 'This customer has no e-mail address.';
/** Said where a mail was asked for all the same. */
export const noEmailToSend = `${noEmail} Add one, or send it another way.`;

/** Where a way of sending leads, or that it leads nowhere; undefined for what isn't sent. */
export function sayReach(
  way: string,
  { phone, email }: { phone: string | null; email: string | null },
): string | undefined {
  if (way === 'email') return email ? `To ${email}.` : noEmail;
  if (way !== 'whatsapp') return undefined;
  return phone
    ? `To ${phone}, if the customer agreed to messages. In the quiet hours it waits until morning.`
    : 'This customer has no number.';
}
