import type { Metadata } from 'next';
import { ServicesScreen } from '@/components/menu/services-screen';
import { servicesScreen } from '@/lib/menu/screens';
import { page } from '@/lib/platform/page';

export const metadata: Metadata = { title: 'Services' };

export default page({ path: '/menu/services', screen: servicesScreen, view: ServicesScreen });
