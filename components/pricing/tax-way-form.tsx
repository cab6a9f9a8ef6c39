import { Form, SaveButton } from '@/components/form/form';
import { StaleNotice } from '@/components/form/stale-notice';
import { useForm } from '@/components/form/use-form';
import { Segmented } from '@/components/ui/choice';
import { Section } from '@/components/ui/section';
import { notify } from '@/components/ui/toast';
import { formatMoney } from '@/lib/platform/format/money';
import { noTax, type TaxProfile, taxOn, taxWithin } from '@/lib/pricing/rules';
import { saveTaxWay } from '@/lib/pricing/tax/actions';
import type { taxWays } from '@/lib/pricing/tax/schema';

type Way = (typeof taxWays)[number];
type Props = {
  way: { version: number; pricesIncludeTax: boolean };
  /** What holds today, where a tax does. */
  holds: Omit<TaxProfile, 'validFrom'> | undefined;
  place: { currency: string; locale: string };
};

const choices = [
  { value: 'added', label: 'Before tax' },
  { value: 'included', label: 'Tax included' },
];
const wayOf = (pricesIncludeTax: boolean): Way => (pricesIncludeTax ? 'included' : 'added');
/** Minor units of an order that shows what the choice means. */
const example = 93_000;

/** Whether the prices of the menu have the tax in them, with what that makes of an order. */
export function TaxWayForm({ way, holds, place: { currency, locale } }: Props) {
  const form = useForm({
    id: 'tax-way',
    initial: { way: wayOf(way.pricesIncludeTax) as string },
    version: way.version,
    schema: () => import('@/lib/pricing/tax/schema').then((file) => file.taxWayForm),
    send: (input, key, { version }) => saveTaxWay({ ...input, version }, key),
    stored: ({ pricesIncludeTax }) => ({ way: wayOf(pricesIncludeTax === true) }),
    saved: () => notify({ message: 'Saved. It holds for what is priced from now on.' }),
  });
  const say = (amount: number) => formatMoney(amount, currency, locale);
  const rates = holds ?? noTax;
  const effect =
    form.values.way === 'included'
      ? `An order of ${say(example)} costs the customer ${say(example)}; ${say(taxWithin(example, rates).total)} of it is tax.`
      : `An order of ${say(example)} costs the customer ${say(example + taxOn(example, rates).total)}; the tax is added.`;
  return (
    <Section title="Prices of the menu" note="The same for dishes, packages and services">
      <Form form={form} className="flex max-w-xl flex-col gap-4">
        <StaleNotice form={form} noun="setting" labels={{ way: 'Prices of the menu' }} />
        <Segmented
          legend="What you enter as a price is"
          name="way"
          choices={choices}
          value={form.values.way}
          onChange={(value) => form.set({ way: value })}
          error={form.errors.way}
        />
        <p className="text-muted text-sm">
          {effect} Your prices stay as they are entered. Bookings that have a price keep what was agreed;
          drafts are offered the change on their pages.
        </p>
        <div>
          <SaveButton form={form}>Save prices</SaveButton>
        </div>
      </Form>
    </Section>
  );
}
