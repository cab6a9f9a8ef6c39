import { DateTime } from '@/components/ui/date-time';
import { DialogButton } from '@/components/ui/dialog';
import { Figure, Figures } from '@/components/ui/figure';
import { PlainLink } from '@/components/ui/link';
import { Money } from '@/components/ui/money';
import { Section } from '@/components/ui/section';
import { DataTable } from '@/components/ui/table';
import { toGiveBack } from '@/lib/bookings/cancelling/rules';
import { leftToPay } from '@/lib/bookings/left-to-pay';
import type { Online } from '@/lib/bookings/money/online/queries';
import type { Papers } from '@/lib/bookings/money/queries';
import type { billable } from '@/lib/bookings/money/rules';
import type { BookingDetail } from '@/lib/bookings/queries';
import { askedFor } from '@/lib/bookings/rules';
import type { Payment } from '@/lib/bookings/schedule/rules';
import { moneyMethodWords } from '@/lib/bookings/words';
import { formatMoney } from '@/lib/platform/format/money';
import { OnlineSection } from '../online/online-section';
import { ScheduleSection } from '../schedule/schedule-section';
import { pricedOf, Totals } from '../totals';
import { Documents } from './documents';

/** Its papers, whether it can be billed now, and by when that would be due. */
export type BookingPapers = Papers &
  ReturnType<typeof billable> & { schedule: Payment[]; online: Online & { maySettle: boolean } };

type Props = {
  detail: BookingDetail;
  currency: string;
  locale: string;
  timeZone: string;
  papers: BookingPapers;
  /** The id of the dialog that records a payment, when this person may. */
  paymentDialog?: string;
  /** The same for redeeming a voucher. */
  voucherDialog?: string;
  /** The same for agreeing a discount. */
  discountDialog?: string;
  /** The same for the service charge. */
  chargeDialog?: string;
  /** The same for when it is to be paid. */
  planDialog?: string;
};

/** What it costs, what was paid, what is left. */
export default function BookingMoney(props: Props) {
  const {
    detail,
    papers,
    currency,
    locale,
    timeZone,
    paymentDialog,
    voucherDialog,
    discountDialog,
    chargeDialog,
    planDialog,
  } = props;
  const { booking, payments } = detail;
  const say = (amount: number) => formatMoney(amount, currency, locale);
  const due = booking.status !== 'cancelled';
  const back = toGiveBack(booking);
  const depositLeft = Math.max(0, booking.deposit - booking.paid);
  return (
    <div className="flex flex-col gap-8">
      <Figures>
        <Figure label="Total" value={say(booking.total)} />
        {due ? (
          <Figure
            label="Deposit"
            value={say(booking.deposit)}
            period={depositLeft > 0 ? `${say(depositLeft)} of it open` : 'Covered'}
          />
        ) : null}
        <Figure label="Paid" value={say(booking.paid)} />
        {booking.theirTotal !== null ? (
          <Figure label="Their total" value={say(booking.theirTotal)} period="As it came in the import" />
        ) : null}
        {due && booking.takenOff > 0 ? (
          <Figure label="Credited or written off" value={say(booking.takenOff)} />
        ) : null}
        {due ? null : (
          <Figure
            label="Cancellation fee"
            value={say(askedFor(booking))}
            period={booking.feeReason ?? undefined}
          />
        )}
        {back > 0 ? (
          <Figure label="To give back" value={say(back)} period="From the receipt of the payment" />
        ) : (
          <Figure label="Left to pay" value={say(leftToPay(booking))} />
        )}
      </Figures>
      <Section
        title="Payments"
        actions={
          paymentDialog ? (
            <DialogButton opens={paymentDialog} size="small">
              Record payment
            </DialogButton>
          ) : null
        }
      >
        {payments.length === 0 ? (
          <p className="text-muted text-sm">No payment received yet.</p>
        ) : (
          <DataTable
            label="Payments"
            rows={payments}
            rowKey={(payment) => payment.id}
            columns={[
              {
                key: 'method',
                head: 'Paid by',
                grow: true,
                phone: 'title',
                cell: (payment) => <PaymentName payment={payment} />,
              },
              {
                key: 'at',
                head: 'Received',
                phone: 'fact',
                cell: (payment) => <DateTime at={payment.receivedAt} timeZone={timeZone} locale={locale} />,
              },
              { key: 'reference', head: 'Reference', from: 'md', cell: (payment) => payment.reference },
              {
                key: 'amount',
                head: 'Amount',
                align: 'end',
                phone: 'end',
                cell: (payment) => (
                  <Money amountMinor={signed(payment)} currency={currency} locale={locale} />
                ),
              },
            ]}
          />
        )}
      </Section>
      <OnlineSection
        booking={booking}
        online={papers.online}
        others={papers.others}
        schedule={papers.schedule}
        today={papers.today}
        {...{ currency, locale, timeZone }}
      />
      {due ? (
        <ScheduleSection
          schedule={papers.schedule}
          plan={booking.paymentPlan}
          today={papers.today}
          dialog={planDialog}
          {...{ locale, say }}
        />
      ) : null}
      <Documents documents={papers.documents} mayIssue={papers.mayIssue} today={papers.today} say={say} />
      <Section
        title="How the total comes about"
        actions={
          <>
            {discountDialog ? (
              <DialogButton opens={discountDialog} size="small">
                {booking.agreedDiscountReason ? 'Change discount' : 'Give a discount'}
              </DialogButton>
            ) : null}
            {chargeDialog ? (
              <DialogButton opens={chargeDialog} size="small">
                Service charge
              </DialogButton>
            ) : null}
            {voucherDialog ? (
              <DialogButton opens={voucherDialog} size="small">
                Redeem voucher
              </DialogButton>
            ) : null}
          </>
        }
      >
        <div className="sm:max-w-80">
          <Totals price={pricedOf(booking)} currency={currency} locale={locale} shown={detail.shown} />
        </div>
      </Section>
    </div>
  );
}

type Received = BookingDetail['payments'][number];

/** What a payment did to what was paid: nothing where it is void or never came. */
function signed({ status, amount }: Received): number {
  if (status === 'refunded') return -amount;
  return status === 'received' ? amount : 0;
}

const fates: Partial<Record<Received['status'], string>> = {
  refunded: 'given back',
  void: 'void',
  pending: 'on its way',
  failed: 'failed',
};

/** By which way it was paid, what became of it, and its receipt. */
function PaymentName({ payment }: { payment: Received }) {
  const { receipt, receiptId } = payment;
  const fate = fates[payment.status];
  return (
    <>
      {moneyMethodWords[payment.method]}
      {fate ? `, ${fate}` : ''}
      {payment.reason ? <span className="block text-subtle text-xs">{payment.reason}</span> : null}
      {receipt ? (
        <PlainLink href={`/receipts/${receiptId}`} className="block text-muted text-xs hover:underline">
          {receipt}
        </PlainLink>
      ) : null}
    </>
  );
}
