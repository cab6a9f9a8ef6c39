'use client';

import { useState } from 'react';
import { serviceKindWords } from '@/components/bookings/words';
import { Button } from '@/components/ui/button';
import { cx } from '@/components/ui/cx';
import { Icon } from '@/components/ui/icon';
import { Money } from '@/components/ui/money';
import { Badge } from '@/components/ui/pill';
import { Section } from '@/components/ui/section';
import { EmptyState } from '@/components/ui/states';
import { may, type Role } from '@/lib/auth/permissions';
import type { Menu, MenuItem, MenuService } from '@/lib/menu/queries';
import { formatCount } from '@/lib/platform/format/numbers';
import { type Offer, OfferDialog } from './offer-dialog';
import { StaffPrices } from './staff-prices';

type Props = {
  menu: Menu;
  currency: string;
  locale: string;
  mayEdit: boolean;
  role: Role;
  staffPrices: boolean;
};

/** The menu by category and the services, as cards; a card's button changes its price or takes it off. */
export function MenuBoard({ menu, currency, locale, mayEdit, role, staffPrices }: Props) {
  const [edited, setEdited] = useState<Offer>();
  const categories = menu.categories.filter(({ items }) => items.length > 0);
  if (categories.length + menu.services.length === 0)
    return (
      <EmptyState title="The menu is empty">Dishes and services show here once they are added.</EmptyState>
    );
  const place = { currency, locale };
  return (
    <div className="flex flex-col gap-10">
      {may(role, 'settings.write') ? <StaffPrices allowed={staffPrices} /> : null}
      {categories.map((category) => (
        <Section
          key={category.id}
          title={category.name}
          note={category.active ? undefined : 'Not offered now'}
        >
          <Cards>
            {category.items.map((item) => (
              <OfferCard
                key={item.id}
                offer={{ ...item, kind: 'menu' }}
                facts={`per guest, at least ${item.minimumOrder}`}
                {...place}
                badges={<DishBadges item={item} />}
                edit={mayEdit ? setEdited : undefined}
              />
            ))}
          </Cards>
        </Section>
      ))}
      {menu.services.length > 0 ? (
        <Section title="Services">
          <Cards>
            {menu.services.map((service) => (
              <OfferCard
                key={service.id}
                offer={{ ...service, kind: 'service' }}
                facts={factsOf(service, locale)}
                {...place}
                edit={mayEdit ? setEdited : undefined}
              />
            ))}
          </Cards>
        </Section>
      ) : null}
      {edited ? (
        <OfferDialog
          key={edited.id}
          offer={edited}
          {...place}
          mayPrice={role === 'manager' || staffPrices}
          close={() => setEdited(undefined)}
        />
      ) : null}
    </div>
  );
}

function Cards({ children }: { children: React.ReactNode }) {
  return <ul className="grid gap-3 sm:grid-cols-2 xl:grid-cols-3">{children}</ul>;
}

function factsOf({ kind, durationMinutes }: MenuService, locale: string): string {
  const hours = formatCount(durationMinutes / 60, locale, 1);
  return durationMinutes > 0 ? `${serviceKindWords[kind]}, ${hours} h` : serviceKindWords[kind];
}

function DishBadges({ item }: { item: MenuItem }) {
  return (
    <>
      {item.vegetarian ? (
        <Badge tone="green">
          <Icon name="vegetarian" className="me-1 size-3" />
          Vegetarian
        </Badge>
      ) : null}
      {item.spicy ? (
        <Badge tone="rose">
          <Icon name="spicy" className="me-1 size-3" />
          Spicy
        </Badge>
      ) : null}
    </>
  );
}

type CardProps = {
  offer: Offer & { description?: string | null };
  facts: string;
  currency: string;
  locale: string;
  badges?: React.ReactNode;
  edit?: (offer: Offer) => void;
};

function OfferCard({ offer, facts, currency, locale, badges, edit }: CardProps) {
  return (
    <li
      className={cx(
        'flex flex-col gap-2 rounded-md border p-4 text-sm',
        offer.active ? 'bg-surface' : 'border-dashed bg-canvas text-muted',
      )}
    >
      <div className="flex items-start justify-between gap-3">
        <h3 dir="auto" className="min-w-0 break-words font-medium">
          {offer.name}
        </h3>
        <span className="font-medium">
          <Money amountMinor={offer.price} currency={currency} locale={locale} />
        </span>
      </div>
      {offer.description ? (
        <p dir="auto" className="line-clamp-2 break-words text-muted">
          {offer.description}
        </p>
      ) : null}
      <div className="mt-auto flex flex-wrap items-center gap-2">
        {badges}
        {offer.active ? null : <Badge>Not offered</Badge>}
        <span className="text-subtle text-xs">{facts}</span>
        {edit ? (
          <span className="ms-auto">
            <Button size="small" aria-label={`Change ${offer.name}`} onClick={() => edit(offer)}>
              Change
            </Button>
          </span>
        ) : null}
      </div>
    </li>
  );
}
