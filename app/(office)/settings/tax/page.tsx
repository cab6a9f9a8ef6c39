import type { Metadata } from 'next';
import { TaxScreen } from '@/components/pricing/tax-screen';
import { page } from '@/lib/platform/page';
import { taxScreen } from '@/lib/pricing/tax/screens';

export const metadata: Metadata = { title: 'Tax' };

export default page({ path: '/settings/tax', screen: taxScreen, view: TaxScreen });
