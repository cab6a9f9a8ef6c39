'use client';

import { useSent } from '@/components/screen/use-sent';
import { PageHead } from '@/components/ui/page-head';
import { emptyValues } from '@/lib/bookings/form-values';
import type { newBookingScreen } from '@/lib/bookings/screens';
import type { DataOf } from '@/lib/platform/screen';
import type { Sent } from '@/lib/platform/sent';
import { OfficeBookingForm } from './office-booking-form';

/** Takes an enquiry. */
export function NewBookingScreen({ sent }: { sent: Sent<DataOf<typeof newBookingScreen>> }) {
  const { customer, ...form } = useSent(sent).data;
  return (
    <>
      <PageHead back={{ href: '/bookings', label: 'Bookings' }} title="New booking" />
      <OfficeBookingForm
        initial={{ ...emptyValues, customerId: customer?.id ?? '' }}
        customer={customer}
        {...form}
      />
    </>
  );
}
