import type { Metadata } from 'next';
import { RecordScreen } from '@/components/privacy/record-screen';
import { page } from '@/lib/platform/page';
import { recordScreen } from '@/lib/privacy/screens';

export const metadata: Metadata = { title: 'Record of processing' };

export default page({ path: '/settings/privacy/record', screen: recordScreen, view: RecordScreen });
