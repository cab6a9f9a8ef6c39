import type { Metadata } from 'next';
import { BookEnquiryScreen } from '@/components/enquiries/book-enquiry-screen';
import { bookEnquiryScreen } from '@/lib/enquiries/screens';
import { page } from '@/lib/platform/page';

export const metadata: Metadata = { title: 'Book enquiry' };

export default page({ path: '/enquiries/[id]/book', screen: bookEnquiryScreen, view: BookEnquiryScreen });
