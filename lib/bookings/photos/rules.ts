import type { Decision } from '@/lib/platform/errors';
import type { Status } from '../rules';

/** A booking's photos at most; the database holds it too. */
export const mostPhotos = 30;

/** Whether a photo can be added to a booking that has so many: of the place before the event, of the event, and after it. */
export function mayTakePhoto(status: Status, photos: number): Decision {
  if (status === 'cancelled')
    return { ok: false, code: 'conflict', reason: 'A cancelled booking gets no photos any more.' };
  if (photos >= mostPhotos)
    return {
      ok: false,
      code: 'conflict',
      reason: `A booking holds up to ${mostPhotos} photos. Remove one to make room.`,
    };
  return { ok: true };
}
