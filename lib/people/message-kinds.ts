import type { KindTable } from '@/lib/messaging/kinds';

/** The kinds of message that signing in sends: asked for each time, so nobody has to have agreed before; who sent STOP gets none there. */
export const peopleKinds = {
  sign_in_code: { withoutOptIn: true, optOutByChannel: true, whileCodeHolds: true },
} satisfies Partial<KindTable>;
