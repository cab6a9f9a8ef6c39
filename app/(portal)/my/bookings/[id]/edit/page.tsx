import type { Metadata } from 'next';
import { ChangeEnquiryScreen } from '@/components/bookings/change-enquiry-screen';
import { changeEnquiryScreen } from '@/lib/bookings/screens';
import { page } from '@/lib/platform/page';

export const metadata: Metadata = { title: 'Change enquiry' };

export default page({
  path: '/my/bookings/[id]/edit',
  screen: changeEnquiryScreen,
  view: ChangeEnquiryScreen,
});
