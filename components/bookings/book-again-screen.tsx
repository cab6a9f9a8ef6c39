'use client';

import { useSent } from '@/components/screen/use-sent';
import { PageHead } from '@/components/ui/page-head';
import { Notice } from '@/components/ui/section';
import type { Again } from '@/lib/bookings/book-again';
import type { bookAgainScreen } from '@/lib/bookings/screens';
import { formatEventTime } from '@/lib/platform/format/dates';
import { formatMoney } from '@/lib/platform/format/money';
import type { DataOf } from '@/lib/platform/screen';
import type { Sent } from '@/lib/platform/sent';
import type { Pricing } from '@/lib/pricing/queries';
import { OfficeBookingForm } from './office-booking-form';

/** Books an event like one that there was: everything stands there but the date. */
export function BookAgainScreen({ sent }: { sent: Sent<DataOf<typeof bookAgainScreen>> }) {
  const { data, place } = useSent(sent);
  const { from, again, ...form } = data;
  return (
    <>
      <PageHead
        back={{ href: `/bookings/${from.id}`, label: from.reference }}
        title="Book again"
        meta={[`Like ${from.reference}, ${formatEventTime(from, place)}`]}
      />
      <div className="flex flex-col gap-6">
        <AgainNotice again={again} pricing={form.pricing} />
        <OfficeBookingForm
          initial={again.initial}
          was={again.was}
          draftId={`again-${from.id}`}
          cancelHref={`/bookings/${from.id}`}
          {...form}
        />
      </div>
    </>
  );
}

/** What is different from the booking that it was filled from. */
function AgainNotice({ again: { prices, gone }, pricing }: { again: Again; pricing: Pricing }) {
  const money = (amount: number) => formatMoney(amount, pricing.currency, pricing.locale);
  if (prices.length + gone.length === 0)
    return <Notice title="Filled in from last time">Every price is as it was. Choose the new date.</Notice>;
  return (
    <Notice tone="attention" title="Filled in from last time, with today’s menu">
      <ul className="mt-1 list-disc ps-5">
        {gone.map((name) => (
          <li key={name}>{name} is no longer on the menu and was left out.</li>
        ))}
        {prices.map(({ name, was, now }) => (
          <li key={name} className="tabular">
            {name}: {money(was)} then, {money(now)} now.
          </li>
        ))}
      </ul>
    </Notice>
  );
}
