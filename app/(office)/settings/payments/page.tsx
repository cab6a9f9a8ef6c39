import type { Metadata } from 'next';
import { PaymentSettingsScreen } from '@/components/bookings/online/payment-settings-screen';
import { paymentSettingsScreen } from '@/lib/bookings/money/online/screens';
import { page } from '@/lib/platform/page';

export const metadata: Metadata = { title: 'Payments' };

export default page({
  path: '/settings/payments',
  screen: paymentSettingsScreen,
  view: PaymentSettingsScreen,
});
