'use client';

import { DialogForm } from '@/components/form/dialog-form';
import { TextareaField } from '@/components/form/fields';
import { useForm } from '@/components/form/use-form';
import { showAgain } from '@/components/screen/show-again';
import { notify } from '@/components/ui/toast';
import type { BookingDetail } from '@/lib/bookings/queries';
import { cancelSeries } from '@/lib/bookings/series/actions';
import type { Series } from '@/lib/bookings/series/queries';
import type { Scope } from '@/lib/bookings/series/rules';
import { cancelForm } from '@/lib/bookings/series/schema';
import type { Locality } from '@/lib/platform/format/zones';
import { ScopePreview } from './scope-preview';

type Props = { booking: BookingDetail['booking']; series: Series; where: Locality; close: () => void };

/** Calls this booking off with others of its series; there is no way back. */
export function SeriesCancelDialog({ booking, series, where, close }: Props) {
  const form = useForm({
    id: `cancel-series-${booking.id}`,
    initial: { scope: 'following' as Scope, reason: '' },
    draft: false,
    schema: cancelForm,
    send: (input, key) => cancelSeries({ bookingId: booking.id, ...input }, key),
    saved: ({ cancelled }) => {
      close();
      showAgain();
      notify({
        message: `${cancelled} ${cancelled === 1 ? 'booking' : 'bookings'} cancelled`,
        tone: 'plain',
      });
    },
  });
  return (
    <DialogForm
      id="series-cancel"
      title="Cancel this and others?"
      description="This booking is cancelled with those below, and customers who know of them are told. This can’t be undone."
      open
      onClose={close}
      form={form}
      submit="Cancel bookings"
      danger
      cancel="Keep the bookings"
    >
      <ScopePreview
        {...{ series, where }}
        bookingId={booking.id}
        scope={form.values.scope}
        choose={(scope) => form.set({ scope })}
        done="cancelled besides this one"
      />
      <TextareaField {...form.field('reason')} label="Reason" required rows={3} />
    </DialogForm>
  );
}
