'use client';

import { OverLimitsDialog } from '@/components/bookings/capacity/over-limits-dialog';
import { DialogForm } from '@/components/form/dialog-form';
import { InputField } from '@/components/form/fields';
import { useForm } from '@/components/form/use-form';
import { closeDialog } from '@/components/ui/dialog';
import { formatMoney } from '@/components/ui/money';
import { notify } from '@/components/ui/toast';
import { advanceBooking, redeemVoucher } from '@/lib/bookings/actions';
import type { Cancellation } from '@/lib/bookings/cancelling/rules';
import { headsOf } from '@/lib/bookings/heads';
import { leftToPay } from '@/lib/bookings/left-to-pay';
import type { Occasion } from '@/lib/bookings/occasions/queries';
import type { BookingDetail } from '@/lib/bookings/queries';
import { voucherInput } from '@/lib/bookings/schema';
import { typedMoney } from '@/lib/platform/money';
import {
  cancelDialog,
  discountDialog,
  finalCountDialog,
  isPayable,
  joinDialog,
  paymentDialog,
  planDialog,
  serviceChargeDialog,
  takesDiscount,
  takesFinalCount,
  takesVoucher,
  voucherDialog,
} from './booking-actions';
import { CancelDialog } from './cancelling/cancel-dialog';
import { DiscountDialog } from './discount-dialog';
import { FinalCountDialog } from './final-count-dialog';
import type { BookingPapers } from './money/booking-money';
import { IssueDialog } from './money/issue-dialog';
import { PaymentDialog } from './money/payment-dialog';
import { JoinDialog } from './occasions/join-dialog';
import { PlanDialog } from './schedule/plan-dialog';
import ServedDialog from './served-dialog';
import { ServiceChargeDialog } from './service-charge-dialog';

type Props = {
  detail: BookingDetail;
  currency: string;
  locale: string;
  timeZone: string;
  papers: BookingPapers;
  cancellation: Cancellation | undefined;
  occasion: Occasion | undefined;
  /** Those of its customer, which it may become a part of. */
  occasions: readonly { id: string; name: string }[];
  finalCountDays: number;
  /** Whether this person may go below limits with a reason. */
  mayLower: boolean;
  now: Date;
};

/** The dialogs that the actions open. */
export default function BookingDialogs({ detail, currency, locale, ...rest }: Props) {
  const { papers, cancellation, occasion, occasions, timeZone, finalCountDays, mayLower, now } = rest;
  const { booking } = detail;
  const left = leftToPay(booking);
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
          today={papers.today}
          others={papers.others}
        />
      ) : null}
      {booking.status !== 'cancelled' ? (
        <PlanDialog id={planDialog} {...{ booking, currency, locale }} />
      ) : null}
      {papers.mayIssue ? <IssueDialog {...{ booking, currency, locale }} {...papers} /> : null}
      {takesDiscount(booking) ? (
        <DiscountDialog id={discountDialog} booking={booking} currency={currency} locale={locale} />
      ) : null}
      {takesDiscount(booking) ? (
        <ServiceChargeDialog id={serviceChargeDialog} booking={booking} currency={currency} locale={locale} />
      ) : null}
      {takesFinalCount(booking) ? (
        <FinalCountDialog
          id={finalCountDialog}
          {...{ booking, finalCountDays, mayLower, now }}
          where={{ timeZone, locale }}
        />
      ) : null}
      {booking.status === 'in_progress' ? (
        <ServedDialog
          event={{
            ...{ id: booking.id, name: booking.eventName, endsAt: booking.endsAt },
            guests: headsOf(booking).guests,
          }}
          now={now}
          money={{ currency, locale }}
        />
      ) : null}
      {takesVoucher(booking) ? <VoucherDialog id={voucherDialog} bookingId={booking.id} /> : null}
      {occasion ? null : <JoinDialog id={joinDialog} bookingId={booking.id} occasions={occasions} />}
      <OverLimitsDialog
        id={booking.id}
        submit="Confirm booking"
        help="Kept on the booking’s timeline with your name."
        done="Booking confirmed"
        confirm={(reason, key) => advanceBooking({ id: booking.id, to: 'confirmed', ...reason }, key)}
      />
      <CancelDialog
        id={cancelDialog}
        mayChangeFee={mayLower}
        {...{ booking, cancellation, occasion, currency, locale }}
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
      <InputField
        {...form.field('code')}
        label="Code"
        required
        autoComplete="off"
        autoCapitalize="characters"
      />
    </DialogForm>
  );
}
