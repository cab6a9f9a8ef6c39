import type { Metadata } from 'next';
import { PeopleScreen } from '@/components/people/people-screen';
import { peopleScreen } from '@/lib/people/screens';
import { page } from '@/lib/platform/page';

export const metadata: Metadata = { title: 'People' };

export default page({ path: '/settings/people', screen: peopleScreen, view: PeopleScreen });
