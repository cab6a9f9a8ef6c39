import type { Metadata } from 'next';
import { EditCustomerScreen } from '@/components/customers/edit-customer-screen';
import { editCustomerScreen } from '@/lib/customers/screens';
import { page } from '@/lib/platform/page';

export const metadata: Metadata = { title: 'Edit customer' };

export default page({ path: '/customers/[id]/edit', screen: editCustomerScreen, view: EditCustomerScreen });
