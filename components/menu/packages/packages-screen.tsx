'use client';

import { useScreen } from '@/components/screen/use-screen';
import { ButtonLink } from '@/components/ui/link';
import { Money } from '@/components/ui/money';
import { PageHead } from '@/components/ui/page-head';
import { eventTypeWords } from '@/lib/bookings/event-types';
import type { ListedPackage } from '@/lib/menu/packages/queries';
import type { packagesScreen } from '@/lib/menu/packages/screens';
import { guestsPhrase, pricedPhrase, tierWords } from '@/lib/menu/packages/words';
import type { DataOf } from '@/lib/platform/screen';
import type { Place, Sent } from '@/lib/platform/sent';
import { MenuTabs } from '../menu-tabs';
import { OfferList, OfferName } from '../offer-list';
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
  return (
    <>
      <PageHead title="Menu" primary={add} />
      <MenuTabs active="packages" />
      <OfferList
        kind="package"
        label="Packages in their order"
        offers={packages}
        movable={mayEdit}
        empty={{
          title: 'No packages yet',
          text: 'A price for a whole menu: one main, two of five sides, two waiters.',
          add,
        }}
      >
        {(offered) => <PackageRow offered={offered} place={place} linked={mayEdit} />}
      </OfferList>
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
        <OfferName name={name} active={active} href={linked ? `/menu/packages/${id}` : undefined} />
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
