import { PlainLink } from '@/components/ui/link';
import { Money } from '@/components/ui/money';
import { Badge } from '@/components/ui/pill';
import type { ListedDish } from '@/lib/menu/queries';
import { unitPhrase } from '@/lib/menu/words';
import type { Place } from '@/lib/platform/sent';
import { Signs, Thumbnail } from './signs';

/** A dish where the order of its category is made. */
export function DishRow({ dish, place }: { dish: ListedDish; place: Place }) {
  return (
    <div className="flex items-center gap-3">
      <Thumbnail pictureId={dish.pictureId} />
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-center gap-x-2">
          <PlainLink
            href={`/menu/${dish.id}`}
            dir="auto"
            className="min-w-0 break-words font-medium hover:underline"
          >
            {dish.name}
          </PlainLink>
          {dish.active ? null : <Badge>Archived</Badge>}
        </div>
        <Signs food={dish} />
      </div>
      <span className="text-end">
        <Money amountMinor={dish.price} currency={place.currency} locale={place.locale} />
        <span className="block text-subtle text-xs">{unitPhrase(dish.unit, dish.feeds)}</span>
      </span>
    </div>
  );
}
