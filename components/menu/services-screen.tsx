'use client';

import { useScreen } from '@/components/screen/use-screen';
import { ButtonLink } from '@/components/ui/link';
import { Money } from '@/components/ui/money';
import { PageHead } from '@/components/ui/page-head';
import type { ListedService } from '@/lib/menu/offer-queries';
import { marginOf } from '@/lib/menu/rules';
import type { servicesScreen } from '@/lib/menu/screens';
import { serviceKindWords, unitPhrase } from '@/lib/menu/words';
import { formatPercent } from '@/lib/platform/format/numbers';
import type { DataOf } from '@/lib/platform/screen';
import type { Place, Sent } from '@/lib/platform/sent';
import { MenuTabs } from './menu-tabs';
import { OfferList, OfferName } from './offer-list';

/** What the company does besides cooking, in its order; what is archived stands below. */
export function ServicesScreen({ sent }: { sent: Sent<DataOf<typeof servicesScreen>> }) {
  const { data, place } = useScreen(sent);
  const { services, mayEdit, mayPrice } = data;
  const add =
    mayEdit && mayPrice ? (
      <ButtonLink href="/menu/services/new" variant="primary">
        Add service
      </ButtonLink>
    ) : null;
  return (
    <>
      <PageHead title="Menu" primary={add} />
      <MenuTabs active="services" />
      <OfferList
        kind="service"
        label="Services in their order"
        offers={services}
        movable={mayEdit}
        empty={{
          title: 'No services yet',
          text: 'Waiters, tents, delivery: whatever is charged besides the dishes.',
          add,
        }}
      >
        {(service) => <ServiceRow service={service} place={place} linked={mayEdit} />}
      </OfferList>
    </>
  );
}

function ServiceRow({ service, place, linked }: { service: ListedService; place: Place; linked: boolean }) {
  const { id, name, kind, price, unit, cost, active } = service;
  const margin = cost === null ? '' : `, margin ${formatPercent(marginOf(price, cost).share, place.locale)}`;
  return (
    <div className="flex items-center gap-3">
      <div className="min-w-0 flex-1">
        <OfferName name={name} active={active} href={linked ? `/menu/services/${id}` : undefined} />
        <p className="text-subtle text-xs">{`${serviceKindWords[kind]}${margin}`}</p>
      </div>
      <span className="text-end">
        <Money amountMinor={price} currency={place.currency} locale={place.locale} />
        <span className="block text-subtle text-xs">{unitPhrase(unit)}</span>
      </span>
    </div>
  );
}
