import type { Metadata } from 'next';
import { CompanyScreen } from '@/components/people/company/company-screen';
import { companyScreen } from '@/lib/people/company/screens';
import { page } from '@/lib/platform/page';

export const metadata: Metadata = { title: 'Company' };

export default page({ path: '/settings/company', screen: companyScreen, view: CompanyScreen });
