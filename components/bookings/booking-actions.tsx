import { Icon } from '@/components/ui/icon';
import { ButtonLink } from '@/components/ui/link';
import { may as mayDo, type Role } from '@/lib/auth/permissions';
import { leftToPay } from '@/lib/bookings/left-to-pay';
import type { BookingDetail } from '@/lib/bookings/queries';
import { mayAdvance, mayDiscount, mayEdit, nextStep, type Status } from '@/lib/bookings/rules';
import { BookingMenu } from './booking-menu';
import { NextStep } from './next-step';

export const paymentDialog = 'record-payment';
export const voucherDialog = 'redeem-voucher';
export const discountDialog = 'agree-discount';
export const cancelDialog = 'cancel-booking';
export const finalCountDialog = 'final-count';
export const serviceChargeDialog = 'service-charge';
export const servedDialog = 'served';
export const planDialog = 'payment-plan';
export const joinDialog = 'join-occasion';

/** Where a booking's quotes are made and followed. */
const quotePage = (id: string) => `/bookings/${id}/quote`;

type Props = { detail: BookingDetail; role: Role; now: Date; occasion: string | undefined };

const subject = ({ booking, lines }: BookingDetail) => ({
  ...booking,
  menuLines: lines.filter(({ kind }) => kind === 'menu').length,
});

/** The next sensible step, as the primary action. */
export function BookingNextStep({ detail, role, now }: Omit<Props, 'occasion'>) {
  const step = mayDo(role, 'bookings.advance') && nextStep(subject(detail), now);
  if (!step) return null;
  const { to, decision } = step;
  if (to === 'quoted')
    return (
      <ButtonLink
        href={quotePage(detail.booking.id)}
        variant="primary"
        icon={<Icon name="send" className="size-4" />}
      >
        Send quote
      </ButtonLink>
    );
  return (
    <NextStep
      id={detail.booking.id}
      to={to}
      refused={decision.ok ? undefined : decision.reason}
      // How many came is asked first.
      opens={to === 'completed' ? servedDialog : undefined}
    />
  );
}

/** The rest of what can be done now. */
export function BookingOverflow({ detail, role, now, occasion }: Props) {
  const { booking } = detail;
  const primary = nextStep(subject(detail), now)?.to;
  const may = (to: Status) => mayAdvance(subject(detail), to, now).ok;
  const others: Status[] = ['enquiry', 'confirmed'];
  const works = mayDo(role, 'bookings.update');
  const pays = mayDo(role, 'payments.record') && isPayable(booking);
  // Who reads only has nothing to choose from.
  if (!works && !pays) return null;
  return (
    <BookingMenu
      id={booking.id}
      otherSteps={works ? others.filter((to) => to !== primary && may(to)) : []}
      mayEdit={works && mayEdit(booking.status, role).ok}
      quotes={!works || booking.status === 'enquiry' ? undefined : quotePage(booking.id)}
      mayBookAgain={mayDo(role, 'bookings.create')}
      mayMakeSeries={works && mayEdit(booking.status, role).ok}
      mayPay={pays}
      occasion={occasion}
      joinDialog={joinDialog}
      mayCancel={works && may('cancelled')}
      mayCount={works && takesFinalCount(booking)}
      paymentDialog={paymentDialog}
      finalCountDialog={finalCountDialog}
      cancelDialog={cancelDialog}
    />
  );
}

/** Whether anything is left to pay and may be. */
export function isPayable(booking: BookingDetail['booking']): boolean {
  return leftToPay(booking) > 0;
}

/** Whether a final count is recorded now. */
export function takesFinalCount({ status }: BookingDetail['booking']): boolean {
  return status === 'confirmed' || status === 'in_progress';
}

/** Whether a discount may be agreed, changed or taken back. */
export function takesDiscount(booking: BookingDetail['booking']): boolean {
  return mayDiscount(booking, true).ok;
}

/** Whether a voucher may still be taken off. */
export function takesVoucher({ status, discountRate }: BookingDetail['booking']): boolean {
  return status !== 'cancelled' && status !== 'completed' && discountRate === 0;
}
