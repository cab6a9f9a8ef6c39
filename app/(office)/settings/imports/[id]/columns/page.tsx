import type { Metadata } from 'next';
import { ColumnsScreen } from '@/components/imports/columns-screen';
import { importScreen } from '@/lib/imports/screens';
import { page } from '@/lib/platform/page';

export const metadata: Metadata = { title: 'Columns of the import' };

export default page({ path: '/settings/imports/[id]/columns', screen: importScreen, view: ColumnsScreen });
