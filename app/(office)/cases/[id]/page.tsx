import type { Metadata } from 'next';
import { CaseScreen } from '@/components/cases/case-screen';
import { caseScreen } from '@/lib/cases/screens';
import { page } from '@/lib/platform/page';

export const metadata: Metadata = { title: 'Case' };

export default page({ path: '/cases/[id]', screen: caseScreen, view: CaseScreen });
