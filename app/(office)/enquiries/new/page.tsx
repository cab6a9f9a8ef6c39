import type { Metadata } from 'next';
import { NewEnquiryScreen } from '@/components/enquiries/form-screens';
import { newEnquiryScreen } from '@/lib/enquiries/screens';
import { page } from '@/lib/platform/page';

export const metadata: Metadata = { title: 'New enquiry' };

export default page({ path: '/enquiries/new', screen: newEnquiryScreen, view: NewEnquiryScreen });
