import { formatMoney } from '@/lib/platform/format/money';
import { formatPercent } from '@/lib/platform/format/numbers';
import { unevenTax } from '@/lib/pricing/price-rows';
import { hasUnevenParts, type TaxComponent, taxOn, taxWithin } from '@/lib/pricing/rules';

/** Minor units of an order that shows what a tax comes to. */
const example = 77_500;

type Props = {
  name: string;
  components: readonly TaxComponent[];
  /** Whether prices have the tax in them. */
  included?: boolean;
  place: { currency: string; locale: string };
};

/** What a tax makes of an order, part by part as it stands on a document; or what of an order it is, where prices include it. */
export function TaxPreview({ name, components, included = false, place: { currency, locale } }: Props) {
  const say = (amount: number) => formatMoney(amount, currency, locale);
  const { total, snapshot } = (included ? taxWithin : taxOn)(example, { name, components });
  const parts = snapshot.components.map((part) => (
    <Row
      key={part.code}
      term={`${included ? 'Includes ' : ''}${part.name} ${formatPercent(part.rate / 10_000, locale, 2)}${part.compound ? ', also on the parts before' : ''}`}
      amount={say(part.amount)}
    />
  ));
  return (
    <>
      <dl className="flex max-w-md flex-col gap-1.5 text-sm">
        <Row term="An order of" amount={say(example)} />
        {included ? null : parts}
        <Row term="Total" amount={say(included ? example : example + total)} strong />
        {included ? parts : null}
      </dl>
      {hasUnevenParts(snapshot) ? <p className="mt-2 text-subtle text-xs">{unevenTax(say(1))}</p> : null}
    </>
  );
}

function Row({ term, amount, strong }: { term: string; amount: string; strong?: boolean }) {
  return (
    <div
      className={
        strong ? 'flex justify-between gap-4 border-t pt-1.5 font-semibold' : 'flex justify-between gap-4'
      }
    >
      <dt className="min-w-0 break-words">{term}</dt>
      <dd className="tabular whitespace-nowrap">{amount}</dd>
    </div>
  );
}
