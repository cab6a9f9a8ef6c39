import { marginOf } from '@/lib/menu/rules';
import { formatMoney } from '@/lib/platform/format/money';
import { formatPercent } from '@/lib/platform/format/numbers';
import { type MoneyPlace, parseMoney } from '@/lib/platform/money';

/** What is left of the price as it is being typed. */
export function Margin({ price, cost, ...place }: MoneyPlace & { price: string; cost: string }) {
  const [asked, spent] = [parseMoney(price, place), parseMoney(cost, place)];
  const known = asked !== undefined && asked > 0 && spent !== undefined;
  const margin = known ? marginOf(asked, spent) : undefined;
  return (
    <output className="flex flex-col gap-1.5 text-sm">
      <span className="font-medium">Margin</span>
      <span className={margin && margin.amount < 0 ? 'tabular text-danger-ink' : 'tabular text-muted'}>
        {margin
          ? `${formatMoney(margin.amount, place.currency, place.locale)}, ${formatPercent(margin.share, place.locale)} of the price`
          : 'Shown once price and cost are entered'}
      </span>
    </output>
  );
}
