import type { Metadata } from 'next';
import { AccountScreen } from '@/components/people/account-screen';
import { portalAccountScreen } from '@/lib/people/screens';
import { page } from '@/lib/platform/page';

export const metadata: Metadata = { title: 'My account' };

export default page({ path: '/my/account', screen: portalAccountScreen, view: AccountScreen });
