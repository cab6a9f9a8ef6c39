import type { Metadata } from 'next';
import { SecurityScreen } from '@/components/security/security-screen';
import { page } from '@/lib/platform/page';
import { securityScreen } from '@/lib/security/screens';

export const metadata: Metadata = { title: 'Security' };

export default page({ path: '/settings/security', screen: securityScreen, view: SecurityScreen });
