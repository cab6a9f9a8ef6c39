'use client';

import { useSent } from '@/components/screen/use-sent';
import { PageHead } from '@/components/ui/page-head';
import type { changeEnquiryScreen } from '@/lib/bookings/screens';
import type { DataOf } from '@/lib/platform/screen';
import type { Sent } from '@/lib/platform/sent';
import { ClientBookingForm } from './client-booking-form';
import { NoMoreChanges } from './no-more-changes';

/** A client changes an enquiry of their own. */
export function ChangeEnquiryScreen({ sent }: { sent: Sent<DataOf<typeof changeEnquiryScreen>> }) {
  const { head, decision, initial, menu, pricing, edited } = useSent(sent).data;
  const home = `/my/bookings/${head.id}`;
  return (
    <>
      <PageHead back={{ href: home, label: head.eventName }} title="Change enquiry" />
      {decision.ok ? (
        <ClientBookingForm initial={initial} menu={menu} pricing={pricing} edited={edited} />
      ) : (
        <NoMoreChanges why={decision.reason} home={home} />
      )}
    </>
  );
}
