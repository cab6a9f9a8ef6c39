'use client';

import { useMemo } from 'react';
import { DialogForm } from '@/components/form/dialog-form';
import { InputField } from '@/components/form/fields';
import { useForm } from '@/components/form/use-form';
import { Checkbox } from '@/components/ui/choice';
import { closeDialog } from '@/components/ui/dialog';
import { notify } from '@/components/ui/toast';
import { setServiceCharge } from '@/lib/bookings/actions';
import { serviceChargeForm } from '@/lib/bookings/price-schema';
import type { BookingDetail } from '@/lib/bookings/queries';
import { formatMoney } from '@/lib/platform/format/money';
import { typedPercent } from '@/lib/platform/percent';

type Props = { id: string; booking: BookingDetail['booking']; currency: string; locale: string };

/** Sets the service charge of one booking; 0 takes it off. */
export function ServiceChargeDialog({ id, booking, currency, locale }: Props) {
  const schema = useMemo(() => serviceChargeForm(locale), [locale]);
  const form = useForm({
    id: `service-charge-${booking.id}-${booking.version}`,
    initial: {
      rate: typedPercent(booking.serviceChargeRate, locale),
      taxed: booking.serviceChargeTaxed,
    },
    draft: false,
    schema,
    send: (input, key) => setServiceCharge({ bookingId: booking.id, ...input }, key),
    saved: ({ serviceCharge, total }) => {
      closeDialog(id);
      const say = (minor: number) => formatMoney(minor, currency, locale);
      notify({
        message: serviceCharge > 0 ? `Service charge of ${say(serviceCharge)}` : 'No service charge',
        detail: `The total is ${say(total)} now.`,
      });
    },
  });
  return (
    <DialogForm
      id={id}
      title="Service charge"
      description="On menu and services after discounts, for this booking alone. Enter 0 for none."
      form={form}
      submit="Set the charge"
      cancel="Not now"
    >
      <InputField
        {...form.field('rate')}
        label="Percent"
        required
        around="max-w-40"
        inputMode="decimal"
        autoComplete="off"
        suffix="%"
      />
      <Checkbox
        name="taxed"
        label="Tax is on it too"
        checked={form.values.taxed}
        onChange={({ target }) => form.set({ taxed: target.checked })}
      />
    </DialogForm>
  );
}
