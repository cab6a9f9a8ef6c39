import { z } from 'zod';
import { alertRoles } from '@/db/enums';

/** Which are read: these, or all that are open. */
export const readInput = z.object({ ids: z.array(z.uuid()).max(100).optional() });
export const settleInput = z.object({ id: z.uuid() });

/** Who hears of each kind. */
export const routesInput = z.object({
  routes: z.array(z.object({ kind: z.string().max(60), roles: z.array(z.enum(alertRoles)) })).max(100),
});

/** The hour of the daily mail by the company's clock; none where it isn't wanted. */
export const digestInput = z.object({
  hour: z.preprocess(
    (value) => (value === '' ? null : value),
    z.coerce.number().int().min(0).max(23).nullable(),
  ),
});
