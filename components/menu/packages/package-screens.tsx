'use client';

import { useScreen } from '@/components/screen/use-screen';
import { useSent } from '@/components/screen/use-sent';
import { PageHead } from '@/components/ui/page-head';
import { Badge } from '@/components/ui/pill';
import { copiedPackage, emptyPackage, packageValues } from '@/lib/menu/packages/form-values';
import type { newPackageScreen, packageScreen } from '@/lib/menu/packages/screens';
import type { DataOf } from '@/lib/platform/screen';
import type { Sent } from '@/lib/platform/sent';
import { DraftOffer } from '../draft-offer';
import { OfferMenu } from '../offer-menu';
import { PackageForm } from './package-form';

const back = { href: '/menu/packages', label: 'Packages' };

/** A package as it is offered now, and what can be done with it. */
export function PackageScreen({ sent }: { sent: Sent<DataOf<typeof packageScreen>> }) {
  const { data, place } = useScreen(sent);
  const { stored, drafts, menu, mayPrice } = data;
  const { id, name, version, price, pricing, active } = stored;
  return (
    <>
      <PageHead
        back={back}
        title={name}
        state={active ? null : <Badge>Archived</Badge>}
        menu={<OfferMenu kind="package" thing={stored} copyHref={`/menu/packages/new?from=${id}`} />}
      />
      {pricing === 'custom' ? null : <DraftOffer kind="package" thing={stored} drafts={drafts} {...place} />}
      <PackageForm
        // What was typed is kept as a draft and found again on what others saved.
        key={`${id}-${version}`}
        draftId={id}
        initial={packageValues(stored, place)}
        edited={{ id, version, price, pricing }}
        stored={stored}
        menu={menu}
        mayPrice={mayPrice}
        {...place}
      />
    </>
  );
}

/** A new package, empty or as a copy of another. */
export function NewPackageScreen({ sent }: { sent: Sent<DataOf<typeof newPackageScreen>> }) {
  const { data, place } = useSent(sent);
  const { from, menu, mayPrice } = data;
  return (
    <>
      <PageHead back={back} title={from ? `Copy of ${from.name}` : 'New package'} />
      <PackageForm
        draftId={from ? `copy-${from.id}` : 'new'}
        initial={from ? copiedPackage(from, place) : emptyPackage}
        stored={from}
        menu={menu}
        mayPrice={mayPrice}
        {...place}
      />
    </>
  );
}
