/**
 * One spelling for a number that people, carriers and WhatsApp write in two ways: Mexico with and without 1 after
 * the country, Argentina with and without 9, Brazilian mobiles with and without the ninth digit. Takes E.164, with
 * or without a `whatsapp:` in front; anything else stays as it is. PostgreSQL's `phone_key` says the same.
 */
export function phoneKey(address: string): string {
  return address
    .replace(/^(whatsapp:)?\+521(\d{10})$/, '$1+52$2')
    .replace(/^(whatsapp:)?\+549(\d{10})$/, '$1+54$2')
    .replace(/^(whatsapp:)?\+55(\d{2})9([6-9]\d{7})$/, '$1+55$2$3');
}
