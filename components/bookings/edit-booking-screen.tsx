'use client';

import { useSent } from '@/components/screen/use-sent';
import { PageHead } from '@/components/ui/page-head';
import type { editBookingScreen } from '@/lib/bookings/screens';
import type { DataOf } from '@/lib/platform/screen';
import type { Sent } from '@/lib/platform/sent';
import { NoMoreChanges } from './no-more-changes';
import { OfficeBookingForm } from './office-booking-form';
import { StatusPill } from './status-pill';

/** Changes a booking. */
export function EditBookingScreen({ sent }: { sent: Sent<DataOf<typeof editBookingScreen>> }) {
  const { head, decision, ...form } = useSent(sent).data;
  const home = `/bookings/${head.id}`;
  return (
    <>
      <PageHead
        back={{ href: home, label: head.reference }}
        title={`Edit ${head.eventName}`}
        state={<StatusPill status={head.status} />}
      />
      {decision.ok ? <OfficeBookingForm {...form} /> : <NoMoreChanges why={decision.reason} home={home} />}
    </>
  );
}
