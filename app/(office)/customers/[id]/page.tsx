import type { Metadata } from 'next';
import { CustomerScreen } from '@/components/customers/customer-screen';
import { customerScreen } from '@/lib/customers/screens';
import { page } from '@/lib/platform/page';

export const metadata: Metadata = { title: 'Customer' };

export default page({ path: '/customers/[id]', screen: customerScreen, view: CustomerScreen });
