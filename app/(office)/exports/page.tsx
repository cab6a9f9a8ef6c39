import type { Metadata } from 'next';
import { ExportsScreen } from '@/components/exports/exports-screen';
import { exportsScreen } from '@/lib/exports/screens';
import { page } from '@/lib/platform/page';

export const metadata: Metadata = { title: 'Exports' };

export default page({ path: '/exports', screen: exportsScreen, view: ExportsScreen });
