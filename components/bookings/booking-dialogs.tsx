'use client';

import { formatMoney } from '@/components/ui/money';
import type { BookingDetail } from '@/lib/bookings/queries';
import { typedMoney } from '@/lib/platform/money';
import { cancelDialog, isPayable, paymentDialog, takesVoucher, voucherDialog } from './booking-actions';
import { CancelDialog } from './cancel-dialog';
import { OverLimitsDialog } from './capacity/over-limits-dialog';
import { PaymentDialog } from './payment-dialog';
import { VoucherDialog } from './voucher-dialog';

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
