import { normalisePhone } from '@/lib/customers/phone';

/** What a customer typed to be known by: a mailbox, or a number as each country reads it. */
export type Contact = { kind: 'email'; email: string } | { kind: 'phone'; typed: string };

/** Undefined for what can be neither. */
export function readContact(typed: string): Contact | undefined {
  const text = typed.trim().slice(0, 254);
  if (/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(text)) return { kind: 'email', email: text.toLowerCase() };
  const digits = text.replace(/\D/g, '');
  return digits.length >= 7 && digits.length <= 17 && /^[+\d\s().-]+$/.test(text)
    ? { kind: 'phone', typed: text }
    : undefined;
}

/**
 * What a contact is counted by, before anything is looked up: the same for every spelling of one number, at home and abroad; two
 * numbers that end alike share it.
 */
export const contactKey = (contact: Contact): string =>
  contact.kind === 'email' ? contact.email : contact.typed.replace(/\D/g, '').slice(-9);

/** The numbers that a typed one is in these countries, in E.164, each with the countries that read it so. */
export function numbersOf(typed: string, countries: readonly string[]): Map<string, string[]> {
  const numbers = new Map<string, string[]>();
  for (const country of countries) {
    const number = normalisePhone(typed, country);
    if (number) numbers.set(number, [...(numbers.get(number) ?? []), country]);
  }
  return numbers;
}
