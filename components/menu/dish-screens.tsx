'use client';

import { useScreen } from '@/components/screen/use-screen';
import { useSent } from '@/components/screen/use-sent';
import { PageHead } from '@/components/ui/page-head';
import { Badge } from '@/components/ui/pill';
import { may } from '@/lib/auth/permissions';
import { dishValues, emptyDish } from '@/lib/menu/form-values';
import type { dishScreen, newDishScreen } from '@/lib/menu/screens';
import type { DataOf } from '@/lib/platform/screen';
import type { Sent } from '@/lib/platform/sent';
import { DishForm } from './dish-form';
import { DraftOffer } from './draft-offer';
import { OfferMenu } from './offer-menu';

/** A dish as it is offered now, and what can be done with it. */
export function DishScreen({ sent }: { sent: Sent<DataOf<typeof dishScreen>> }) {
  const { data, place } = useScreen(sent);
  const { dish, cost, categories, drafts, mayPrice } = data;
  return (
    <>
      <PageHead
        back={{ href: `/menu?category=${dish.categoryId}`, label: 'Menu' }}
        title={dish.name}
        state={dish.active ? null : <Badge>Archived</Badge>}
        menu={<OfferMenu kind="dish" thing={dish} copyHref={`/menu/new?from=${dish.id}`} />}
      />
      <DraftOffer kind="dish" thing={dish} drafts={drafts} {...place} />
      <DishForm
        // What was typed is kept as a draft and found again on what others saved.
        key={`${dish.id}-${dish.version}`}
        draftId={dish.id}
        initial={dishValues(dish, place, cost)}
        edited={{ id: dish.id, version: dish.version, price: dish.price }}
        categories={categories}
        mayPrice={mayPrice}
        {...place}
      />
    </>
  );
}

/** A new dish, empty or as a copy of another. */
export function NewDishScreen({ sent }: { sent: Sent<DataOf<typeof newDishScreen>> }) {
  const { data, place } = useSent(sent);
  const { from, cost, category, categories, mayPrice } = data;
  const first = categories.find(({ id }) => id === category)?.id ?? '';
  const initial = from
    ? { ...dishValues(from, place, cost), name: `${from.name} (copy)` }
    : emptyDish(first, may(place.role, 'costs.read'));
  return (
    <>
      <PageHead
        back={{ href: category ? `/menu?category=${category}` : '/menu', label: 'Menu' }}
        title={from ? `Copy of ${from.name}` : 'New dish'}
      />
      <DishForm
        draftId={from ? `copy-${from.id}` : 'new'}
        initial={initial}
        categories={categories}
        mayPrice={mayPrice}
        {...place}
      />
    </>
  );
}
