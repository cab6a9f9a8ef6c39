import type { Metadata } from 'next';
import { CashUpScreen } from '@/components/bookings/money/cash-up-screen';
import { cashUpScreen } from '@/lib/bookings/money/cash-up/screens';
import { page } from '@/lib/platform/page';

export const metadata: Metadata = { title: 'Cash-up' };

export default page({ path: '/cash-up', screen: cashUpScreen, view: CashUpScreen });
