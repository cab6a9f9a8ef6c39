import type { Metadata } from 'next';
import { AccountScreen } from '@/components/people/account-screen';
import { officeAccountScreen } from '@/lib/people/screens';
import { page } from '@/lib/platform/page';

export const metadata: Metadata = { title: 'My account' };

export default page({ path: '/account', screen: officeAccountScreen, view: AccountScreen });
