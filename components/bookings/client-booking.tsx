import { List, ListRow } from '@/components/ui/list-row';
import { Card, Notice, Section } from '@/components/ui/section';
import { inOrder, sayTerm } from '@/lib/bookings/cancelling/rules';
import { leftToPay } from '@/lib/bookings/left-to-pay';
import type { PayOffer } from '@/lib/bookings/money/online/queries';
import type { OwnPaper } from '@/lib/bookings/money/sending/own-papers';
import type { BookingDetail } from '@/lib/bookings/queries';
import type { Status } from '@/lib/bookings/rules';
import type { Payment } from '@/lib/bookings/schedule/rules';
import { formatMoney } from '@/lib/platform/format/money';
import { GuestsAndDiets } from './booking-facts';
import { MenuAndServices } from './menu-lines';
import { PaySection } from './online/pay-section';
import { ScheduleSection } from './schedule/schedule-section';

/** What a status means to the person whose event it is. */
const meanings: Record<Status, string> = {
  enquiry: 'We have your enquiry and will come back to you. Until then you can change everything.',
  quoted: 'We have sent you a quote. Tell us if you want anything changed.',
  confirmed: 'It is settled: we cater for your event. To change something, write or call us.',
  in_progress: 'We are at work for your event.',
  completed: 'Your event is over.',
  cancelled: 'This event was cancelled.',
};

type Props = {
  detail: BookingDetail;
  schedule: readonly Payment[];
  papers: readonly OwnPaper[];
  /** What can be paid now, where something is due. */
  offer: PayOffer | undefined;
  /** The company's day. */
  today: string;
  currency: string;
  locale: string;
};

/** A client's event: what happens next, the price in view, and what was ordered. */
export function ClientBooking({ detail, schedule, offer, papers, today, currency, locale }: Props) {
  const { booking } = detail;
  const say = (amount: number) => formatMoney(amount, currency, locale);
  return (
    <div className="flex flex-col gap-8">
      <Notice>
        {meanings[booking.status]}
        {booking.status === 'completed' ? ` ${afterwards(detail.feedback?.rating ?? null)}` : null}
      </Notice>
      <Card className="price-bar z-10 flex sm:sticky sm:top-[calc(var(--head)+0.5rem)] flex-wrap items-baseline justify-between gap-x-4 shadow-raised">
        <span className="font-semibold">Total {say(booking.total)}</span>
        <span className="text-muted text-xs">{owing(booking, say)}</span>
      </Card>
      {offer ? <PaySection bookingId={booking.id} offer={offer} say={say} /> : null}
      {booking.status === 'enquiry' || booking.status === 'cancelled' ? null : (
        <ScheduleSection plan={booking.paymentPlan} {...{ schedule, today, locale, say }} />
      )}
      {booking.status === 'confirmed' && booking.cancellationTerms.length > 0 ? (
        <p className="text-muted text-sm">
          If you cancel, this much of the total stays due:{' '}
          {inOrder(booking.cancellationTerms)
            .map((term) => sayTerm(term, locale))
            .join(', ')}
          .
        </p>
      ) : null}
      {papers.length > 0 ? (
        <Section title="Invoices and receipts">
          <List label="Invoices and receipts">
            {papers.map(({ name, href, amount }) => (
              <ListRow key={href} href={href} target="_self" title={name} end={say(amount)} />
            ))}
          </List>
        </Section>
      ) : null}
      <Section title="What we serve">
        <MenuAndServices detail={detail} currency={currency} locale={locale} level={3} />
      </Section>
      <Section title="Guests and diets">
        <GuestsAndDiets booking={booking} level={3} forClient />
      </Section>
    </div>
  );
}

/** What is said of an event that is over, in keeping with what the client thought of it. */
function afterwards(rating: number | null): string {
  if (rating === null) return 'We hope that it was a good one.';
  if (rating <= 2) return 'We are sorry that it was not what you expected.';
  return rating === 3 ? 'Thank you for telling us how it was.' : 'We are glad that you liked it.';
}

/** What is due next: the deposit, then the rest. */
function owing(booking: BookingDetail['booking'], say: (amount: number) => string) {
  const { status, paid, deposit } = booking;
  const left = leftToPay(booking);
  if (status === 'cancelled' || left === 0) return `Paid ${say(paid)}`;
  if (paid < deposit) return `Deposit ${say(deposit)}, paid ${say(paid)}`;
  return `Paid ${say(paid)}, left ${say(left)}`;
}
