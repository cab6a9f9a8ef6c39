import type { Metadata } from 'next';
import { DuplicatesScreen } from '@/components/customers/duplicates-screen';
import { duplicatesScreen } from '@/lib/customers/screens';
import { page } from '@/lib/platform/page';

export const metadata: Metadata = { title: 'Possible duplicates' };

export default page({ path: '/customers/duplicates', screen: duplicatesScreen, view: DuplicatesScreen });
