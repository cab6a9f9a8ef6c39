import type { Metadata } from 'next';
import { TermsScreen } from '@/components/bookings/terms/terms-screen';
import { termsScreen } from '@/lib/bookings/terms/screens';
import { page } from '@/lib/platform/page';

export const metadata: Metadata = { title: 'Terms' };

export default page({ path: '/settings/terms', screen: termsScreen, view: TermsScreen });
