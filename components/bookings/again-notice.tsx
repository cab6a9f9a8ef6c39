import { Notice } from '@/components/ui/section';
import type { Again } from '@/lib/bookings/again';
import { formatMoney } from '@/lib/platform/format/money';
import type { Pricing } from '@/lib/pricing/queries';

/** What is different from the booking that it was filled from. */
export function AgainNotice({ again: { prices, gone }, pricing }: { again: Again; pricing: Pricing }) {
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
