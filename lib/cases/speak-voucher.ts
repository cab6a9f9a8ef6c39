import type { Spoken } from '@/lib/messaging/kinds';
import { spokenText } from '@/lib/messaging/templates/defaults/all';
import { caseWordsOf } from './spoken';

/** Tells the code of a discount, with a subject by e-mail. Undefined where no code is given. */
export function speakVoucher({
  channel,
  language,
  values,
}: Pick<Spoken, 'channel' | 'language' | 'values'>): { body: string; subject?: string } | undefined {
  if (!values.code) return undefined;
  const body = spokenText('remedy_voucher', language, values);
  return channel === 'email'
    ? { body, subject: caseWordsOf(language).voucherSubject(values.event ?? '') }
    : { body };
}
