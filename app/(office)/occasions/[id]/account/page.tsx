import type { Metadata } from 'next';
import { AccountScreen } from '@/components/bookings/occasions/account-screen';
import { accountScreen } from '@/lib/bookings/money/statement/screens';
import { page } from '@/lib/platform/page';

export const metadata: Metadata = { title: 'Account of an occasion' };

export default page({ path: '/occasions/[id]/account', screen: accountScreen, view: AccountScreen });
