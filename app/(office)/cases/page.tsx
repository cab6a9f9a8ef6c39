import type { Metadata } from 'next';
import { CasesScreen } from '@/components/cases/cases-screen';
import { casesScreen } from '@/lib/cases/screens';
import { page } from '@/lib/platform/page';

export const metadata: Metadata = { title: 'Cases' };

export default page({ path: '/cases', screen: casesScreen, view: CasesScreen });
