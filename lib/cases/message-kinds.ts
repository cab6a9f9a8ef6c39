import type { KindTable } from '@/lib/messaging/kinds';
import { speakAnswer } from './speak-answer';
import { speakVoucher } from './speak-voucher';

/** The kinds of message that cases send. */
export const caseKinds = {
  recovery_reask: {},
  recovery_answered: { speak: speakAnswer },
  remedy_voucher: { speak: speakVoucher },
} satisfies Partial<KindTable>;
