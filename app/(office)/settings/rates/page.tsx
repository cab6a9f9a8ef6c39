import type { Metadata } from 'next';
import { RatesScreen } from '@/components/pricing/rates-screen';
import { page } from '@/lib/platform/page';
import { ratesScreen } from '@/lib/pricing/rates/screens';

export const metadata: Metadata = { title: 'Exchange rates' };

export default page({ path: '/settings/rates', screen: ratesScreen, view: RatesScreen });
