import type { Metadata } from 'next';
import { ServiceScreen } from '@/components/menu/service-screens';
import { serviceScreen } from '@/lib/menu/screens';
import { page } from '@/lib/platform/page';

export const metadata: Metadata = { title: 'Service' };

export default page({ path: '/menu/services/[id]', screen: serviceScreen, view: ServiceScreen });
