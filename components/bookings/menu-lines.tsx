import { Money } from '@/components/ui/money';
import { Section } from '@/components/ui/section';
import { EmptyState } from '@/components/ui/states';
import { DataTable } from '@/components/ui/table';
import type { BookingDetail } from '@/lib/bookings/queries';
import { formatCount } from '@/lib/platform/format/numbers';
import { lineAmount } from '@/lib/pricing/rules';
import { EachPrice, LineAgreement } from './line-price';
import { pricedOf, Totals } from './totals';

type Line = BookingDetail['lines'][number];
type Props = {
  detail: BookingDetail;
  currency: string;
  locale: string;
  /** Of its headings. */
  level?: 2 | 3;
};

/** What is served and done, at the prices agreed, and what that comes to. */
export function MenuAndServices({ detail, currency, locale, level = 2 }: Props) {
  const { booking, lines } = detail;
  if (lines.length === 0)
    return (
      <EmptyState title="No dishes or services yet">
        They show here once they are chosen, and the total with them.
      </EmptyState>
    );
  const ofKind = (kind: Line['kind']) => lines.filter((line) => line.kind === kind);
  return (
    <div className="flex flex-col gap-8">
      {ofKind('menu').length > 0 ? (
        <Section title="Menu" level={level}>
          <Lines label="Menu" lines={ofKind('menu')} currency={currency} locale={locale} />
        </Section>
      ) : null}
      {ofKind('service').length > 0 ? (
        <Section title="Services" level={level}>
          <Lines label="Services" lines={ofKind('service')} currency={currency} locale={locale} />
        </Section>
      ) : null}
      <div className="w-full self-end sm:max-w-80">
        <Totals price={pricedOf(booking)} currency={currency} locale={locale} shown={detail.shown} />
      </div>
    </div>
  );
}

function Lines(props: { label: string; lines: readonly Line[]; currency: string; locale: string }) {
  const { currency, locale } = props;
  return (
    <DataTable<Line>
      label={props.label}
      rows={props.lines}
      rowKey={(line) => line.id}
      columns={[
        {
          key: 'name',
          head: props.label === 'Menu' ? 'Dish' : 'Service',
          grow: true,
          phone: 'title',
          cell: (line) => (
            <>
              {line.name}
              {line.choices ? (
                <span dir="auto" className="block text-muted text-xs">
                  {line.choices.map(({ name }) => name).join(', ')}
                </span>
              ) : null}
              {line.notes ? <span className="block truncate text-muted text-xs">{line.notes}</span> : null}
              <LineAgreement price={line} locale={locale} />
            </>
          ),
        },
        {
          key: 'quantity',
          head: 'Quantity',
          align: 'end',
          phone: 'fact',
          cell: (line) => (
            <>
              {formatCount(line.quantity, locale)}
              <span className="sm:hidden">
                {' × '}
                <EachPrice price={line} currency={currency} locale={locale} />
              </span>
            </>
          ),
        },
        {
          key: 'price',
          head: 'Each',
          align: 'end',
          from: 'md',
          cell: (line) => <EachPrice price={line} currency={currency} locale={locale} />,
        },
        {
          key: 'amount',
          head: 'Amount',
          align: 'end',
          phone: 'end',
          cell: (line) => <Money amountMinor={lineAmount(line)} currency={currency} locale={locale} />,
        },
      ]}
    />
  );
}
