'use client';

import { DialogForm } from '@/components/form/dialog-form';
import { useForm } from '@/components/form/use-form';
import { showAgain } from '@/components/screen/show-again';
import { notify } from '@/components/ui/toast';
import { toLocal } from '@/lib/bookings/local-time';
import type { BookingDetail } from '@/lib/bookings/queries';
import { makeAlike } from '@/lib/bookings/series/actions';
import type { Series } from '@/lib/bookings/series/queries';
import { daysBetween, daysLater, type Scope } from '@/lib/bookings/series/rules';
import { likeForm } from '@/lib/bookings/series/schema';
import type { Locality } from '@/lib/platform/format/zones';
import { meantOf, ScopePreview } from './scope-preview';
import { useConflicts } from './use-conflicts';

type Props = { booking: BookingDetail['booking']; series: Series; where: Locality; close: () => void };

/** Makes others of a series like this one, after it was seen which, and what stands against each. */
export function LikeDialog({ booking, series, where, close }: Props) {
  const form = useForm({
    id: `like-${booking.id}`,
    initial: { scope: 'following' as Scope },
    draft: false,
    schema: likeForm,
    send: (input, key) => makeAlike({ bookingId: booking.id, ...input }, key),
    saved: ({ changed }) => {
      close();
      showAgain();
      notify({
        message:
          changed === 1 ? 'One booking is like this one now' : `${changed} bookings are like this one now`,
      });
    },
  });
  const { taken } = meantOf(series, booking.id, form.values.scope);
  const own = series.members.find(({ id }) => id === booking.id);
  const shift = own ? daysBetween(own.plannedOn, toLocal(booking.startsAt, where.timeZone).slice(0, 10)) : 0;
  const days = taken.map(({ plannedOn }) => daysLater(plannedOn, shift));
  const { problems } = useConflicts(
    booking,
    days,
    where.timeZone,
    taken.map(({ id }) => id),
  );
  return (
    <DialogForm
      id="series-like"
      title="Make others like this one?"
      description="Hours, weekday, place, guests, dishes, services, diets and requests become those of this booking. Customers of confirmed ones are told of another time."
      open
      onClose={close}
      form={form}
      submit="Change bookings"
    >
      <ScopePreview
        {...{ series, where }}
        bookingId={booking.id}
        scope={form.values.scope}
        choose={(scope) => form.set({ scope })}
        done="changed"
        problems={new Map(taken.map(({ id }, n) => [id, problems.get(days[n] ?? '') ?? []]))}
      />
    </DialogForm>
  );
}
