'use client';

import { useMemo } from 'react';
import { DialogForm } from '@/components/form/dialog-form';
import { useForm } from '@/components/form/use-form';
import { closeDialog } from '@/components/ui/dialog';
import { FieldGroup } from '@/components/ui/field';
import { notify } from '@/components/ui/toast';
import type { BookingDetail } from '@/lib/bookings/queries';
import { setPaymentPlan } from '@/lib/bookings/schedule/actions';
import { planValues } from '@/lib/bookings/schedule/form-values';
import { planForm } from '@/lib/bookings/schedule/schema';
import { TermsFields } from '../cancelling/terms-fields';
import { PlanFields } from './plan-fields';

type Props = { id: string; booking: BookingDetail['booking']; currency: string; locale: string };

/** Sets when this booking's money is due. */
export function PlanDialog({ id, booking, currency, locale }: Props) {
  const schema = useMemo(() => planForm({ currency, locale }), [currency, locale]);
  const form = useForm({
    id: `plan-${booking.id}-${booking.version}`,
    initial: planValues(booking.paymentPlan, booking.cancellationTerms, { currency, locale }),
    draft: false,
    schema,
    send: (input, key) => setPaymentPlan({ bookingId: booking.id, version: booking.version, ...input }, key),
    saved: () => {
      closeDialog(id);
      notify({ message: 'Payment schedule changed' });
    },
  });
  return (
    <DialogForm
      id={id}
      title="Payment schedule"
      description="For this booking alone. What is paid counts for what is due first."
      form={form}
      submit="Set the schedule"
      cancel="Not now"
    >
      <PlanFields
        values={form.values}
        set={form.set}
        errors={form.errors}
        place={{ currency, locale }}
        ofOne
      />
      <FieldGroup legend="When it is cancelled" help="How much of the total stays due, by how late that is.">
        <TermsFields
          terms={form.values.cancellation}
          set={(cancellation) => form.set({ cancellation })}
          errors={form.errors}
        />
      </FieldGroup>
    </DialogForm>
  );
}
