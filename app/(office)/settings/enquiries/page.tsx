import type { Metadata } from 'next';
import { EnquirySettingsScreen } from '@/components/enquiries/enquiry-settings-screen';
import { enquirySettingsScreen } from '@/lib/enquiries/screens';
import { page } from '@/lib/platform/page';

export const metadata: Metadata = { title: 'Enquiry settings' };

export default page({
  path: '/settings/enquiries',
  screen: enquirySettingsScreen,
  view: EnquirySettingsScreen,
});
