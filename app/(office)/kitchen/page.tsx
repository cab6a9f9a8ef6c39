import type { Metadata } from 'next';
import { ProductionScreen } from '@/components/kitchen/production-screen';
import { productionScreen } from '@/lib/kitchen/screens';
import { page } from '@/lib/platform/page';

export const metadata: Metadata = { title: 'Kitchen' };

export default page({ path: '/kitchen', screen: productionScreen, view: ProductionScreen });
