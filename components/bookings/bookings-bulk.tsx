'use client';

import { doToRows } from '@/components/screen/bulk-work';
import type { BulkProps } from '@/components/screen/picked-rows';
import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/link';
import { markBookings } from '@/lib/bookings/actions';
import type { ListedBooking } from '@/lib/bookings/list-queries';

const bookings = (count: number) => (count === 1 ? '1 booking' : `${count} bookings`);

/** What is done with several bookings: their quotes went out, or they are wanted as a file. */
export default function BookingsBulk({ rows, done }: BulkProps<ListedBooking>) {
  const mark = (to: 'quoted' | 'enquiry') =>
    doToRows({
      rows,
      idOf: ({ id }) => id,
      nameOf: ({ eventName }) => eventName,
      send: (ids, key) => markBookings({ ids, to }, key),
      undo: (ids, key) => markBookings({ ids, to: to === 'quoted' ? 'enquiry' : 'quoted' }, key),
      said: (count) =>
        to === 'quoted' ? `${bookings(count)} marked as quoted` : `${bookings(count)} back to enquiry`,
      done,
    });
  const none = rows.length === 0;
  return (
    <>
      <Button size="small" disabled={none} onClick={() => mark('quoted')}>
        Mark as quoted
      </Button>
      <Button size="small" disabled={none} onClick={() => mark('enquiry')}>
        Back to enquiry
      </Button>
      {none ? null : (
        <ButtonLink size="small" href={`/api/v1/bookings/export?ids=${rows.map(({ id }) => id).join()}`}>
          Download these
        </ButtonLink>
      )}
    </>
  );
}
