'use client';

import { OverLimitsDialog } from '@/components/bookings/capacity/over-limits-dialog';
import { DialogForm } from '@/components/form/dialog-form';
import { useForm } from '@/components/form/use-form';
import { closeDialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { formatMoney } from '@/components/ui/money';
import { notify } from '@/components/ui/toast';
import { redeemVoucher } from '@/lib/bookings/actions';
import type { BookingDetail } from '@/lib/bookings/queries';
import { voucherInput } from '@/lib/bookings/schema';
import { typedMoney } from '@/lib/platform/money';
import {
  cancelDialog,
  discountDialog,
  isPayable,
  paymentDialog,
  takesDiscount,
  takesVoucher,
  voucherDialog,
} from './booking-actions';
import { CancelDialog } from './cancel-dialog';
import { DiscountDialog } from './discount-dialog';
import { PaymentDialog } from './payment-dialog';

type Props = { detail: BookingDetail; currency: string; locale: string };

/** The dialogs that the actions open. */
export default function BookingDialogs({ detail, currency, locale }: Props) {
  const { booking } = detail;
  const left = booking.total - booking.paid;
  const depositLeft = booking.deposit - booking.paid;
  return (
    <>
      {isPayable(booking) ? (
        <PaymentDialog
          id={paymentDialog}
          bookingId={booking.id}
          currency={currency}
          locale={locale}
          left={formatMoney(left, currency, locale)}
          suggested={typedMoney(depositLeft > 0 ? depositLeft : left, { currency, locale })}
        />
      ) : null}
      {takesDiscount(booking) ? (
        <DiscountDialog id={discountDialog} booking={booking} currency={currency} locale={locale} />
      ) : null}
      {takesVoucher(booking) ? <VoucherDialog id={voucherDialog} bookingId={booking.id} /> : null}
      <OverLimitsDialog bookingId={booking.id} />
      <CancelDialog
        id={cancelDialog}
        bookingId={booking.id}
        eventName={booking.eventName}
        paid={booking.paid > 0 ? formatMoney(booking.paid, currency, locale) : null}
      />
    </>
  );
}

const schema = voucherInput.omit({ bookingId: true });

/** Takes the customer's voucher off the booking by its code. */
function VoucherDialog({ id, bookingId }: { id: string; bookingId: string }) {
  const form = useForm({
    id: `voucher-${bookingId}`,
    initial: { code: '' },
    draft: false,
    schema,
    send: (input, key) => redeemVoucher({ bookingId, ...input }, key),
    saved: (_, reset) => {
      reset();
      closeDialog(id);
      notify({ message: 'Voucher redeemed', tone: 'success' });
    },
  });
  return (
    <DialogForm
      id={id}
      title="Redeem a voucher"
      description="The code stands in the thank-you that the customer got."
      form={form}
      submit="Redeem"
      cancel="Not now"
    >
      <Field label="Code" name="code" error={form.errors.code} required>
        <Input {...form.bind('code')} autoComplete="off" autoCapitalize="characters" />
      </Field>
    </DialogForm>
  );
}
