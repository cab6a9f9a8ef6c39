import type { Metadata } from 'next';
import { EditEnquiryScreen } from '@/components/enquiries/form-screens';
import { editEnquiryScreen } from '@/lib/enquiries/screens';
import { page } from '@/lib/platform/page';

export const metadata: Metadata = { title: 'Edit enquiry' };

export default page({ path: '/enquiries/[id]/edit', screen: editEnquiryScreen, view: EditEnquiryScreen });
