import { attempt } from '@/components/form/send-form';
import { notify } from '@/components/ui/toast';
import { leaveOccasion } from '@/lib/bookings/occasions/actions';

/** Takes a booking out of its occasion and says so; the last one takes the occasion with it. */
export async function takeOut(bookingId: string, occasion: string): Promise<void> {
  const result = await attempt((key) => leaveOccasion({ bookingId }, key));
  if (!result.ok) return notify({ message: 'Not possible now', detail: result.message, tone: 'error' });
  notify({
    message: `Taken out of “${occasion}”`,
    ...(result.data.left === 0 && { detail: 'It was the last part, so there is no such occasion any more.' }),
  });
}
