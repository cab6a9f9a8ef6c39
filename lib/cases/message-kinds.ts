import type { KindTable } from '@/lib/messaging/kinds';

/** The kinds of message that cases send. */
export const caseKinds = {
  recovery_reask: {},
  recovery_answered: {},
  remedy_voucher: {},
} satisfies Partial<KindTable>;
