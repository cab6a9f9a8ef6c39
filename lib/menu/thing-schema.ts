import { z } from 'zod';
import { thingKinds } from './thing-ref';

/** Names one dish, service or package of the menu. */
export const thingRef = z.object({
  kind: z.enum(thingKinds),
  id: z.uuid('Choose a dish, service or package.'),
});
