import type { KindTable } from '@/lib/messaging/kinds';
import { speakInvitation } from './portal/spoken';

/**
 * What the portal's door sends. Codes are asked for each time, so nobody has to have agreed before; who sent STOP gets none there.
 * An invitation goes to those who agreed to messages, a warning also to whoever wrote to us just now.
 */
export const peopleKinds = {
  portal_invitation: { speak: speakInvitation },
  new_device: { atOnce: true, openSessionIsEnough: true },
  sign_in_code: { withoutOptIn: true, optOutByChannel: true, whileCodeHolds: true },
} satisfies Partial<KindTable>;
