'use client';

import { useTransition } from 'react';
import { attempt } from '@/components/form/send-form';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/section';
import { notify } from '@/components/ui/toast';
import { takeTax } from '@/lib/bookings/actions';
import type { tellTaxOffer } from '@/lib/bookings/tax-offer';
import { formatMoney } from '@/lib/platform/format/money';
import type { MoneyPlace } from '@/lib/platform/money';
import { sayExemption } from '@/lib/pricing/tax/words';

type Offer = NonNullable<ReturnType<typeof tellTaxOffer>>;
type Props = MoneyPlace & {
  booking: { id: string; reference: string; total: number };
  offer: Offer | undefined;
};

/** What the company or the customer's record says of tax now, where a booking was priced otherwise, and the tap that takes it up. */
export function TaxOfferNotice({ booking, offer, currency, locale }: Props) {
  const [pending, start] = useTransition();
  if (!offer) return null;
  const say = (amount: number) => formatMoney(amount, currency, locale);
  const take = () =>
    start(async () => {
      const result = await attempt((key) => takeTax({ bookings: [booking.id], prices: true }, key));
      notify(
        result.ok
          ? { message: `The total is ${say(offer.total)} now` }
          : { message: 'Not changed', detail: result.message, tone: 'error' },
      );
    });
  return (
    <div className="mb-6">
      <Notice
        tone="attention"
        title={titleOf(offer)}
        actions={
          <Button pending={pending} onClick={take}>
            {`Change the total to ${say(offer.total)}`}
          </Button>
        }
      >
        <p dir="auto">{`${reasonOf(offer, locale)} The total is ${say(booking.total)} now. An open quote becomes void with the change.`}</p>
      </Notice>
    </div>
  );
}

const titleOf = ({ exempt, included }: Offer): string => {
  if (exempt === 'no more') return 'The customer pays tax, and this booking has none';
  if (exempt) return 'The customer is tax exempt, and this booking isn’t priced like that';
  return included
    ? 'Your prices include tax now; this booking was priced before tax'
    : 'Your prices are before tax now; this booking was priced with the tax in them';
};

function reasonOf({ exempt, included }: Offer, locale: string): string {
  const why = exempt && exempt !== 'no more' ? [`${sayExemption(exempt, locale)}.`] : [];
  const way =
    exempt && included !== undefined
      ? [included ? 'Your prices include tax now, too.' : 'Your prices are before tax now, too.']
      : [];
  return [...why, ...way].join(' ') || 'It keeps what was agreed until you change it.';
}
