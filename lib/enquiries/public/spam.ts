import 'server-only';
import { createHmac } from 'node:crypto';
import { phoneKey } from '@/lib/customers/phone-key';
import { required } from '@/lib/platform/env';

type Said = {
  companyId: string;
  phone: string | null;
  email: string | null;
  message: string | null;
};

/** A text that is shorter says the same as those of honest people. */
const leastText = 40;

/**
 * What spam is known again by: keyed hashes of the number, of the address, and of a longer text without its figures
 * and blanks. Another company's, or another installation's, are others; nothing can be read from them.
 */
export function spamHashes({ companyId, phone, email, message }: Said): string[] {
  const text = (message ?? '').toLowerCase().replace(/[^\p{L}]+/gu, '');
  const said = [
    ...(phone ? [`phone:${phoneKey(phone)}`] : []),
    ...(email ? [`email:${email.toLowerCase()}`] : []),
    ...(text.length >= leastText ? [`text:${text}`] : []),
  ];
  const key = createHmac('sha256', required('AUTH_SECRET')).update(`enquiry-spam:${companyId}`).digest();
  return said.map((one) => createHmac('sha256', key).update(one).digest('hex'));
}
