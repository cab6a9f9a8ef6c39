import type { Metadata } from 'next';
import { ClientBookingForm } from '@/components/bookings/client-booking-form';
import { PageHead } from '@/components/ui/page-head';
import { gatePage } from '@/lib/auth/actor';
import { emptyValues } from '@/lib/bookings/form-values';
import { readBookingForm } from '@/lib/bookings/queries';

export const metadata: Metadata = { title: 'Plan an event' };

export default async function PlanEventPage() {
  const { actor } = await gatePage('portal.book');
  const { menu, pricing } = await readBookingForm(actor);
  return (
    <>
      <PageHead back={{ href: '/my/bookings', label: 'My events' }} title="Plan an event" />
      <ClientBookingForm initial={emptyValues} menu={menu} pricing={pricing} />
    </>
  );
}
