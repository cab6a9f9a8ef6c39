import type { Metadata } from 'next';
import { PaymentTermsScreen } from '@/components/bookings/schedule/payment-terms-screen';
import { paymentTermsScreen } from '@/lib/bookings/schedule/screens';
import { page } from '@/lib/platform/page';

export const metadata: Metadata = { title: 'Payment schedule' };

export default page({ path: '/settings/schedule', screen: paymentTermsScreen, view: PaymentTermsScreen });
