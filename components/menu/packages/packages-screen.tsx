'use client';

import { useScreen } from '@/components/screen/use-screen';
import { ButtonLink, PlainLink } from '@/components/ui/link';
import { Money } from '@/components/ui/money';
import { PageHead } from '@/components/ui/page-head';
import { Badge } from '@/components/ui/pill';
import { Section } from '@/components/ui/section';
import { Sortable } from '@/components/ui/sortable';
import { EmptyState } from '@/components/ui/states';
import { eventTypeWords } from '@/lib/bookings/event-types';
import type { ListedPackage } from '@/lib/menu/packages/queries';
import type { packagesScreen } from '@/lib/menu/packages/screens';
import { guestsPhrase, pricedPhrase, tierWords } from '@/lib/menu/packages/words';
import type { DataOf } from '@/lib/platform/screen';
import type { Place, Sent } from '@/lib/platform/sent';
import { reorder } from '../archive';
import { MenuTabs } from '../menu-tabs';
import { Thumbnail } from '../signs';

/** What the company sells as a whole, in its order; what is archived stands below. */
export function PackagesScreen({ sent }: { sent: Sent<DataOf<typeof packagesScreen>> }) {
  const { data, place } = useScreen(sent);
  const { packages, mayEdit, mayPrice } = data;
  const add =
    mayEdit && mayPrice ? (
      <ButtonLink href="/menu/packages/new" variant="primary">
        Add package
      </ButtonLink>
    ) : null;
  const archived = packages.filter(({ active }) => !active);
  const offered = packages.filter(({ active }) => active);
  const row = (one: ListedPackage) => <PackageRow offered={one} place={place} linked={mayEdit} />;
  return (
    <>
      <PageHead title="Menu" primary={add} />
      <MenuTabs active="packages" />
      {packages.length === 0 ? (
        <EmptyState title="No packages yet" actions={add}>
          A price for a whole menu: one main, two of five sides, two waiters.
        </EmptyState>
      ) : null}
      {offered.length > 0 ? (
        <Sortable
          label="Packages in their order"
          rows={offered}
          rowKey={({ id }) => id}
          nameOf={({ name }) => name}
          movable={mayEdit}
          move={(id, after) => reorder('package', id, after)}
        >
          {row}
        </Sortable>
      ) : null}
      {archived.length > 0 ? (
        <Section title="Archived" className="mt-8">
          <ul className="divide-y border-b">
            {archived.map((one) => (
              <li key={one.id} className="py-2.5 text-sm">
                {row(one)}
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
    </>
  );
}

function PackageRow({ offered, place, linked }: { offered: ListedPackage; place: Place; linked: boolean }) {
  const { id, name, tier, eventType, pricing, price, pictureId, courses, active } = offered;
  const facts = [
    tierWords[tier],
    eventType ? eventTypeWords[eventType] : '',
    guestsPhrase(offered.minimumGuests, offered.maximumGuests),
  ].filter(Boolean);
  const chosen = courses.map(({ name: course, choose, dishes }) =>
    choose === dishes ? course : `${choose} of ${dishes} ${course}`,
  );
  return (
    <div className="flex items-center gap-3">
      <Thumbnail pictureId={pictureId} />
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-center gap-x-2">
          {linked ? (
            <PlainLink
              href={`/menu/packages/${id}`}
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
        <p className="text-subtle text-xs">{facts.join(' · ')}</p>
        <p dir="auto" className="break-words text-subtle text-xs">
          {chosen.join(', ')}
        </p>
      </div>
      <span className="shrink-0 text-end">
        {pricing === 'custom' ? (
          'On request'
        ) : (
          <>
            <Money amountMinor={price} currency={place.currency} locale={place.locale} />
            <span className="block text-subtle text-xs">{pricedPhrase[pricing]}</span>
          </>
        )}
      </span>
    </div>
  );
}
