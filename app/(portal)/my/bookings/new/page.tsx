import type { Metadata } from 'next';
import { PlanEventScreen } from '@/components/bookings/plan-event-screen';
import { planEventScreen } from '@/lib/bookings/screens';
import { page } from '@/lib/platform/page';

export const metadata: Metadata = { title: 'Plan an event' };

export default page({ path: '/my/bookings/new', screen: planEventScreen, view: PlanEventScreen });
