import type { Metadata } from 'next';
import { ImportsScreen } from '@/components/imports/imports-screen';
import { importsScreen } from '@/lib/imports/screens';
import { page } from '@/lib/platform/page';

export const metadata: Metadata = { title: 'Import' };

export default page({ path: '/settings/imports', screen: importsScreen, view: ImportsScreen });
