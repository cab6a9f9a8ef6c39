import type { Metadata } from 'next';
import { PartScreen } from '@/components/bookings/occasions/part-screen';
import { partScreen } from '@/lib/bookings/occasions/screens';
import { page } from '@/lib/platform/page';

export const metadata: Metadata = { title: 'Another part' };

export default page({ path: '/bookings/[id]/part', screen: partScreen, view: PartScreen });
