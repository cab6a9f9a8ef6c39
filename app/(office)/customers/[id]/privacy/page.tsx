import type { Metadata } from 'next';
import { PersonScreen } from '@/components/privacy/person-screen';
import { page } from '@/lib/platform/page';
import { personScreen } from '@/lib/privacy/screens';

export const metadata: Metadata = { title: 'Privacy of a customer' };

export default page({ path: '/customers/[id]/privacy', screen: personScreen, view: PersonScreen });
