'use client';

import { useScreen } from '@/components/screen/use-screen';
import { useSent } from '@/components/screen/use-sent';
import { PageHead } from '@/components/ui/page-head';
import { Badge } from '@/components/ui/pill';
import { may } from '@/lib/auth/permissions';
import { emptyService, serviceValues } from '@/lib/menu/form-values';
import type { newServiceScreen, serviceScreen } from '@/lib/menu/screens';
import type { DataOf } from '@/lib/platform/screen';
import type { Sent } from '@/lib/platform/sent';
import { DraftOffer } from './draft-offer';
import { OfferMenu } from './offer-menu';
import { ServiceForm } from './service-form';

const back = { href: '/menu/services', label: 'Services' };

/** A service as it is offered now, and what can be done with it. */
export function ServiceScreen({ sent }: { sent: Sent<DataOf<typeof serviceScreen>> }) {
  const { data, place } = useScreen(sent);
  const { service, cost, drafts, mayPrice } = data;
  const { id, version, price } = service;
  return (
    <>
      <PageHead
        back={back}
        title={service.name}
        state={service.active ? null : <Badge>Archived</Badge>}
        menu={<OfferMenu kind="service" thing={service} copyHref={`/menu/services/new?from=${id}`} />}
      />
      <DraftOffer kind="service" thing={service} drafts={drafts} {...place} />
      <ServiceForm
        // What was typed is kept as a draft and found again on what others saved.
        key={`${id}-${version}`}
        draftId={id}
        initial={serviceValues(service, place, cost)}
        edited={{ id, version, price }}
        mayPrice={mayPrice}
        {...place}
      />
    </>
  );
}

/** A new service, empty or as a copy of another. */
export function NewServiceScreen({ sent }: { sent: Sent<DataOf<typeof newServiceScreen>> }) {
  const { data, place } = useSent(sent);
  const { from, cost, mayPrice } = data;
  const initial = from
    ? { ...serviceValues(from, place, cost), name: `${from.name} (copy)` }
    : emptyService(may(place.role, 'costs.read'));
  return (
    <>
      <PageHead back={back} title={from ? `Copy of ${from.name}` : 'New service'} />
      <ServiceForm
        draftId={from ? `copy-${from.id}` : 'new'}
        initial={initial}
        mayPrice={mayPrice}
        {...place}
      />
    </>
  );
}
