import type { Metadata } from 'next';
import { PackagesScreen } from '@/components/menu/packages/packages-screen';
import { packagesScreen } from '@/lib/menu/packages/screens';
import { page } from '@/lib/platform/page';

export const metadata: Metadata = { title: 'Packages' };

export default page({ path: '/menu/packages', screen: packagesScreen, view: PackagesScreen });
