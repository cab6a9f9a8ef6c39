'use client';

import { useSent } from '@/components/screen/use-sent';
import { PageHead } from '@/components/ui/page-head';
import { emptyValues } from '@/lib/bookings/form-values';
import type { planEventScreen } from '@/lib/bookings/screens';
import type { DataOf } from '@/lib/platform/screen';
import type { Sent } from '@/lib/platform/sent';
import { ClientBookingForm } from './client-booking-form';

/** A client plans an event. */
export function PlanEventScreen({ sent }: { sent: Sent<DataOf<typeof planEventScreen>> }) {
  const { menu, pricing, exemption } = useSent(sent).data;
  return (
    <>
      <PageHead back={{ href: '/my/bookings', label: 'My events' }} title="Plan an event" />
      <ClientBookingForm initial={emptyValues} {...{ menu, pricing, exemption }} />
    </>
  );
}
