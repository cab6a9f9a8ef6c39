import type { Metadata } from 'next';
import { EnquiriesScreen } from '@/components/enquiries/enquiries-screen';
import { enquiriesScreen } from '@/lib/enquiries/screens';
import { page } from '@/lib/platform/page';

export const metadata: Metadata = { title: 'Enquiries' };

export default page({ path: '/enquiries', screen: enquiriesScreen, view: EnquiriesScreen });
