import type { Decision } from '@/lib/platform/errors';
import { type Status, statusWords } from '../rules';

/** Most parts of one occasion; the database holds the same (CT086). */
export const mostParts = 20;

const no = (reason: string, code: 'conflict' | 'invalid' = 'conflict') =>
  ({ ok: false, code, reason }) as const;

/** Whether a booking may become a part of an occasion that has so many: of the same customer, and of no other occasion. */
export function mayJoin(
  booking: { occasionId: string | null; customerId: string },
  occasion: { id: string; customerId: string; parts: number },
): Decision {
  if (booking.occasionId === occasion.id) return no('It is a part of this occasion already.');
  if (booking.occasionId) return no('It is a part of another occasion. Take it out of that one first.');
  if (booking.customerId !== occasion.customerId)
    return no('An occasion is one customer’s. This booking is somebody else’s.');
  if (occasion.parts >= mostParts) return no(`An occasion has up to ${mostParts} parts.`);
  return { ok: true };
}

/** Which parts a confirmation of the occasion is for. */
export const waits = ({ status }: { status: Status }) => status === 'enquiry' || status === 'quoted';

/** Why a part is left as it is when the occasion is called off; nothing where it is called off with it. */
export const whyKept = ({ status }: { status: Status }): string | undefined =>
  status === 'in_progress' || status === 'completed' || status === 'cancelled'
    ? `it is ${statusWords[status]}`
    : undefined;
