import { z } from 'zod';
import { parties } from '@/db/enums';

/** Who says that they know a booking as it is in this version. */
export const acknowledgement = z.object({
  bookingId: z.uuid(),
  party: z.enum(parties),
  number: z.number().int().min(1),
});
