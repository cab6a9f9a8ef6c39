import type { Role } from '@/lib/auth/permissions';
import type { BookingDetail } from '@/lib/bookings/queries';
import { mayAdvance, mayEdit, nextStep, type Status } from '@/lib/bookings/rules';
import { decimals, formatMoney } from '@/lib/platform/format/money';
import { BookingMenu } from './booking-menu';
import { CancelDialog } from './cancel-dialog';
import { NextStep } from './next-step';
import { PaymentDialog } from './payment-dialog';
import { VoucherDialog } from './voucher-dialog';

export const paymentDialog = 'record-payment';
export const voucherDialog = 'redeem-voucher';
const cancelDialog = 'cancel-booking';

type Props = { detail: BookingDetail; role: Role; now: Date; currency: string; locale: string };

const subject = ({ booking, lines }: BookingDetail) => ({
  ...booking,
  menuLines: lines.filter(({ kind }) => kind === 'menu').length,
});

/** The next sensible step, as the primary action. */
export function BookingNextStep({ detail, now }: Pick<Props, 'detail' | 'now'>) {
  const step = nextStep(subject(detail), now);
  if (!step) return null;
  const { to, decision } = step;
  return <NextStep id={detail.booking.id} to={to} refused={decision.ok ? undefined : decision.reason} />;
}

/** The rest of what can be done now. */
export function BookingOverflow({ detail, role, now }: Props) {
  const { booking } = detail;
  const primary = nextStep(subject(detail), now)?.to;
  const may = (to: Status) => mayAdvance(subject(detail), to, now).ok;
  const others: Status[] = ['enquiry', 'confirmed'];
  return (
    <BookingMenu
      id={booking.id}
      otherSteps={others.filter((to) => to !== primary && may(to))}
      mayEdit={mayEdit(booking.status, role).ok}
      mayPay={isPayable(booking)}
      mayCancel={may('cancelled')}
      paymentDialog={paymentDialog}
      cancelDialog={cancelDialog}
    />
  );
}

/** Whether anything is left to pay and may be. */
export function isPayable({ status, total, paid }: BookingDetail['booking']): boolean {
  return status !== 'cancelled' && paid < total;
}

/** Whether a voucher may still be taken off. */
export function takesVoucher({ status, discountRate }: BookingDetail['booking']): boolean {
  return status !== 'cancelled' && status !== 'completed' && discountRate === 0;
}

/** The dialogs that the actions open. */
export function BookingDialogs({ detail, currency, locale }: Props) {
  const { booking } = detail;
  const left = booking.total - booking.paid;
  const depositLeft = booking.deposit - booking.paid;
  const digits = decimals(currency);
  return (
    <>
      {isPayable(booking) ? (
        <PaymentDialog
          id={paymentDialog}
          bookingId={booking.id}
          currency={currency}
          left={formatMoney(left, currency, locale)}
          suggested={((depositLeft > 0 ? depositLeft : left) / 10 ** digits).toFixed(digits)}
        />
      ) : null}
      {takesVoucher(booking) ? <VoucherDialog id={voucherDialog} bookingId={booking.id} /> : null}
      <CancelDialog
        id={cancelDialog}
        bookingId={booking.id}
        eventName={booking.eventName}
        paid={booking.paid > 0 ? formatMoney(booking.paid, currency, locale) : null}
      />
    </>
  );
}
