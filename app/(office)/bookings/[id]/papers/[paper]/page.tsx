import type { Metadata } from 'next';
import { EventPaperScreen } from '@/components/kitchen/event-paper-screen';
import { eventPaperScreen } from '@/lib/kitchen/screens';
import { page } from '@/lib/platform/page';

export const metadata: Metadata = { title: 'Paper of an event' };

export default page({
  path: '/bookings/[id]/papers/[paper]',
  screen: eventPaperScreen,
  view: EventPaperScreen,
});
