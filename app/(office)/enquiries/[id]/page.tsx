import type { Metadata } from 'next';
import { EnquiryScreen } from '@/components/enquiries/enquiry-screen';
import { enquiryScreen } from '@/lib/enquiries/screens';
import { page } from '@/lib/platform/page';

export const metadata: Metadata = { title: 'Enquiry' };

export default page({ path: '/enquiries/[id]', screen: enquiryScreen, view: EnquiryScreen });
