import type { Metadata } from 'next';
import { NewCustomerScreen } from '@/components/customers/new-customer-screen';
import { newCustomerScreen } from '@/lib/customers/screens';
import { page } from '@/lib/platform/page';

export const metadata: Metadata = { title: 'New customer' };

export default page({ path: '/customers/new', screen: newCustomerScreen, view: NewCustomerScreen });
