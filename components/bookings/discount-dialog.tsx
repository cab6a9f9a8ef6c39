'use client';

import { useMemo } from 'react';
import { DialogForm } from '@/components/form/dialog-form';
import { InputField, SelectField, TextareaField } from '@/components/form/fields';
import { MoneyField } from '@/components/form/money-field';
import { useForm } from '@/components/form/use-form';
import { closeDialog } from '@/components/ui/dialog';
import { notify } from '@/components/ui/toast';
import { agreeDiscount } from '@/lib/bookings/actions';
import { discountForm, discountKinds } from '@/lib/bookings/price-schema';
import type { BookingDetail } from '@/lib/bookings/queries';
import { formatMoney } from '@/lib/platform/format/money';
import { typedMoney } from '@/lib/platform/money';
import { typedPercent } from '@/lib/platform/percent';

type Props = { id: string; booking: BookingDetail['booking']; currency: string; locale: string };

const kindWords = { percent: 'Percent', amount: 'An amount', none: 'No discount' };

/** Agrees a discount on the whole booking, with its reason; the tax is that on what is left. */
export function DiscountDialog({ id, booking, currency, locale }: Props) {
  const { agreedDiscountRate: rate, agreedDiscountAmount: amount, agreedDiscountReason: reason } = booking;
  const schema = useMemo(() => discountForm({ currency, locale }), [currency, locale]);
  const form = useForm({
    // Terms that somebody else agreed in the meantime are shown, not those that stood here.
    id: `discount-${booking.id}-${booking.version}`,
    initial: {
      kind: (amount > 0 ? 'amount' : 'percent') as (typeof discountKinds)[number],
      percent: rate > 0 ? typedPercent(rate, locale) : '',
      amount: amount > 0 ? typedMoney(amount, { currency, locale }) : '',
      reason: reason ?? '',
    },
    draft: false,
    schema,
    send: (input, key) => agreeDiscount({ bookingId: booking.id, ...input }, key),
    saved: ({ discount, total }, _reset) => {
      closeDialog(id);
      notify({
        message:
          discount > 0 ? `${formatMoney(discount, currency, locale)} comes off` : 'Discount taken back',
        detail: `The total is ${formatMoney(total, currency, locale)} now.`,
      });
    },
  });
  const { values } = form;
  const kinds = discountKinds.filter((kind) => kind !== 'none' || reason);
  return (
    <DialogForm
      id={id}
      title={reason ? 'Change the discount' : 'Give a discount'}
      description="It comes off menu and services, before a voucher and before tax is worked out."
      form={form}
      submit={values.kind === 'none' ? 'Take it back' : 'Agree the discount'}
      cancel="Not now"
    >
      <SelectField
        {...form.field('kind')}
        label="Kind"
        required
        options={kinds.map((value) => ({ value, label: kindWords[value] }))}
      />
      {values.kind === 'percent' ? (
        <InputField
          {...form.field('percent')}
          label="Percent off"
          required
          inputMode="decimal"
          autoComplete="off"
          className="text-end"
        />
      ) : null}
      {values.kind === 'amount' ? (
        <MoneyField {...form.field('amount')} label="Amount off" {...{ currency, locale }} />
      ) : null}
      {values.kind === 'none' ? null : (
        <TextareaField
          {...form.field('reason')}
          label="Reason"
          help="The customer can read it too."
          required
          rows={2}
          dir="auto"
        />
      )}
    </DialogForm>
  );
}
