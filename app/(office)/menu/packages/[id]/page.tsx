import type { Metadata } from 'next';
import { PackageScreen } from '@/components/menu/packages/package-screens';
import { packageScreen } from '@/lib/menu/packages/screens';
import { page } from '@/lib/platform/page';

export const metadata: Metadata = { title: 'Package' };

export default page({ path: '/menu/packages/[id]', screen: packageScreen, view: PackageScreen });
