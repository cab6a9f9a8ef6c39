import type { Metadata } from 'next';
import { NewPackageScreen } from '@/components/menu/packages/package-screens';
import { newPackageScreen } from '@/lib/menu/packages/screens';
import { page } from '@/lib/platform/page';

export const metadata: Metadata = { title: 'New package' };

export default page({ path: '/menu/packages/new', screen: newPackageScreen, view: NewPackageScreen });
