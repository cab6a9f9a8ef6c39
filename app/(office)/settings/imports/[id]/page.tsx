import type { Metadata } from 'next';
import { ImportScreen } from '@/components/imports/import-screen';
import { importScreen } from '@/lib/imports/screens';
import { page } from '@/lib/platform/page';

export const metadata: Metadata = { title: 'Import' };

export default page({ path: '/settings/imports/[id]', screen: importScreen, view: ImportScreen });
