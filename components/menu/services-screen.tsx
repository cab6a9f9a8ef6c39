'use client';

import { useScreen } from '@/components/screen/use-screen';
import { ButtonLink, PlainLink } from '@/components/ui/link';
import { Money } from '@/components/ui/money';
import { PageHead } from '@/components/ui/page-head';
import { Badge } from '@/components/ui/pill';
import { Section } from '@/components/ui/section';
import { Sortable } from '@/components/ui/sortable';
import { EmptyState } from '@/components/ui/states';
import type { ListedService } from '@/lib/menu/offer-queries';
import { marginOf } from '@/lib/menu/rules';
import type { servicesScreen } from '@/lib/menu/screens';
import { serviceKindWords, unitPhrase } from '@/lib/menu/words';
import { formatPercent } from '@/lib/platform/format/numbers';
import type { DataOf } from '@/lib/platform/screen';
import type { Place, Sent } from '@/lib/platform/sent';
import { reorder } from './archive';
import { MenuTabs } from './menu-tabs';

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
  const archived = services.filter(({ active }) => !active);
  const offered = services.filter(({ active }) => active);
  return (
    <>
      <PageHead title="Menu" primary={add} />
      <MenuTabs active="services" />
      {services.length === 0 ? (
        <EmptyState title="No services yet" actions={add}>
          Waiters, tents, delivery: whatever is charged besides the dishes.
        </EmptyState>
      ) : null}
      {offered.length > 0 ? (
        <Sortable
          label="Services in their order"
          rows={offered}
          rowKey={({ id }) => id}
          nameOf={({ name }) => name}
          movable={mayEdit}
          move={(id, after) => reorder('service', id, after)}
        >
          {(service) => <ServiceRow service={service} place={place} linked={mayEdit} />}
        </Sortable>
      ) : null}
      {archived.length > 0 ? (
        <Section title="Archived" className="mt-8">
          <ul className="divide-y border-b">
            {archived.map((service) => (
              <li key={service.id} className="py-2.5 text-sm">
                <ServiceRow service={service} place={place} linked={mayEdit} />
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
    </>
  );
}

function ServiceRow({ service, place, linked }: { service: ListedService; place: Place; linked: boolean }) {
  const { id, name, kind, price, unit, cost, active } = service;
  const margin = cost === null ? '' : `, margin ${formatPercent(marginOf(price, cost).share, place.locale)}`;
  return (
    <div className="flex items-center gap-3">
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-center gap-x-2">
          {linked ? (
            <PlainLink
              href={`/menu/services/${id}`}
              dir="auto"
              className="min-w-0 break-words font-medium hover:underline"
            >
              {name}
            </PlainLink>
          ) : (
            <span dir="auto" className="min-w-0 break-words font-medium">
              {name}
            </span>
          )}
          {active ? null : <Badge>Archived</Badge>}
        </div>
        <p className="text-subtle text-xs">{`${serviceKindWords[kind]}${margin}`}</p>
      </div>
      <span className="text-end">
        <Money amountMinor={price} currency={place.currency} locale={place.locale} />
        <span className="block text-subtle text-xs">{unitPhrase(unit)}</span>
      </span>
    </div>
  );
}
