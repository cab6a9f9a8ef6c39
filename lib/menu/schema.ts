import { z } from 'zod';

/** A new price as typed, and whether it is offered. */
export const offerInput = z.object({
  id: z.uuid(),
  kind: z.enum(['menu', 'service']),
  version: z.number().int().min(1),
  price: z.string().trim().min(1, 'Enter the price.').max(30, 'Enter the price in figures.'),
  active: z.boolean(),
});
export type OfferInput = z.output<typeof offerInput>;
