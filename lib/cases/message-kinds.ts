import type { KindTable } from '@/lib/messaging/kinds';

/** The kinds of message that cases send. */
export const caseKinds = { recovery_reask: {} } satisfies Partial<KindTable>;
