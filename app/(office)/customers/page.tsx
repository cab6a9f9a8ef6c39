import type { Metadata } from 'next';
import { CustomersScreen } from '@/components/customers/customers-screen';
import { customersScreen } from '@/lib/customers/screens';
import { page } from '@/lib/platform/page';

export const metadata: Metadata = { title: 'Customers' };

export default page({ path: '/customers', screen: customersScreen, view: CustomersScreen });
