import { z } from 'zod';

/** Whom the office asks to the portal, and how. */
export const portalInvitation = z.object({
  customerId: z.uuid(),
  way: z.enum(['whatsapp', 'email'], { error: 'Choose how it reaches the customer.' }),
});
