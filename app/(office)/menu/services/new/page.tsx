import type { Metadata } from 'next';
import { NewServiceScreen } from '@/components/menu/service-screens';
import { newServiceScreen } from '@/lib/menu/screens';
import { page } from '@/lib/platform/page';

export const metadata: Metadata = { title: 'New service' };

export default page({ path: '/menu/services/new', screen: newServiceScreen, view: NewServiceScreen });
