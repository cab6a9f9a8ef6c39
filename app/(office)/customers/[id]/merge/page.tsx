import type { Metadata } from 'next';
import { MergeScreen } from '@/components/customers/merge-screen';
import { mergeScreen } from '@/lib/customers/screens';
import { page } from '@/lib/platform/page';

export const metadata: Metadata = { title: 'Merge customers' };

export default page({ path: '/customers/[id]/merge', screen: mergeScreen, view: MergeScreen });
