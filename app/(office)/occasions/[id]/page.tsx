import type { Metadata } from 'next';
import { OccasionScreen } from '@/components/bookings/occasions/occasion-screen';
import { occasionScreen } from '@/lib/bookings/occasions/screens';
import { page } from '@/lib/platform/page';

export const metadata: Metadata = { title: 'Occasion' };

export default page({ path: '/occasions/[id]', screen: occasionScreen, view: OccasionScreen });
