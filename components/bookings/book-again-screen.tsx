'use client';

import { useSent } from '@/components/screen/use-sent';
import { PageHead } from '@/components/ui/page-head';
import type { bookAgainScreen } from '@/lib/bookings/screens';
import { formatEventTime } from '@/lib/platform/format/dates';
import type { DataOf } from '@/lib/platform/screen';
import type { Sent } from '@/lib/platform/sent';
import { AgainNotice } from './again-notice';
import { OfficeBookingForm } from './office-booking-form';

/** Books an event like one that there was: everything stands there but the date. */
export function BookAgainScreen({ sent }: { sent: Sent<DataOf<typeof bookAgainScreen>> }) {
  const { data, place } = useSent(sent);
  const { from, again, ...form } = data;
  return (
    <>
      <PageHead
        back={{ href: `/bookings/${from.id}`, label: from.reference }}
        title="Book again"
        meta={[`Like ${from.reference}, ${formatEventTime(from, place)}`]}
      />
      <div className="flex flex-col gap-6">
        <AgainNotice again={again} pricing={form.pricing} />
        <OfficeBookingForm
          initial={again.initial}
          was={again.was}
          draftId={`again-${from.id}`}
          cancelHref={`/bookings/${from.id}`}
          {...form}
        />
      </div>
    </>
  );
}
