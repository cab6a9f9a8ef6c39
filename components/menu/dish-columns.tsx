import type { ListColumn } from '@/components/screen/shown-columns';
import { Money } from '@/components/ui/money';
import { Badge } from '@/components/ui/pill';
import { may } from '@/lib/auth/permissions';
import type { ListedDish } from '@/lib/menu/queries';
import { availabilityPhrase, marginOf } from '@/lib/menu/rules';
import { dietPhrase, unitPhrase } from '@/lib/menu/words';
import { formatPercent } from '@/lib/platform/format/numbers';
import type { Place } from '@/lib/platform/sent';
import { Signs, Thumbnail } from './signs';

/** What is seen of a dish in the list; the margin by managers only, who alone get costs. */
export function dishColumns({ currency, locale, role }: Place): ListColumn<ListedDish>[] {
  const margin: ListColumn<ListedDish> = {
    key: 'margin',
    head: 'Margin',
    align: 'end',
    from: 'lg',
    cell: ({ price, cost }) => (cost === null ? '' : formatPercent(marginOf(price, cost).share, locale)),
  };
  const cost: ListColumn<ListedDish> = {
    key: 'cost',
    head: 'Cost',
    align: 'end',
    extra: true,
    cell: (dish) =>
      dish.cost === null ? '' : <Money amountMinor={dish.cost} currency={currency} locale={locale} />,
  };
  return [
    {
      key: 'name',
      head: 'Dish',
      grow: true,
      phone: 'title',
      cell: (dish) => (
        <span className="inline-flex max-w-full items-center gap-3">
          <Thumbnail pictureId={dish.pictureId} />
          <span className="min-w-0">
            <span className="block break-words sm:truncate">{dish.name}</span>
            <Signs food={dish} className="max-w-full font-normal" />
          </span>
        </span>
      ),
    },
    { key: 'category', head: 'Category', from: 'md', cell: (dish) => dish.category },
    {
      key: 'when',
      head: 'Offered',
      from: 'xl',
      cell: (dish) => availabilityPhrase(dish, locale) ?? 'Always',
    },
    { key: 'least', head: 'At least', align: 'end', from: 'lg', cell: (dish) => dish.minimumOrder },
    {
      key: 'diets',
      head: 'Diets',
      extra: true,
      cell: (dish) => dietPhrase(dish.diets),
    },
    ...(may(role, 'costs.read') ? [margin, cost] : []),
    {
      key: 'price',
      head: 'Price',
      align: 'end',
      phone: 'end',
      cell: (dish) => (
        <>
          <Money amountMinor={dish.price} currency={currency} locale={locale} />
          <span className="ms-1 text-subtle text-xs">{unitPhrase(dish.unit, dish.feeds)}</span>
        </>
      ),
    },
    {
      key: 'state',
      head: <span className="sr-only">State</span>,
      label: 'State',
      phone: 'fact',
      from: 'md',
      cell: ({ active }) => (active ? '' : <Badge>Archived</Badge>),
    },
  ];
}
