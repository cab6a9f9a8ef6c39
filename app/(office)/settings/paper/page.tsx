import type { Metadata } from 'next';
import { LetterheadScreen } from '@/components/paper/letterhead-screen';
import { letterheadScreen } from '@/lib/paper/letterhead/screens';
import { page } from '@/lib/platform/page';

export const metadata: Metadata = { title: 'Paper' };

export default page({ path: '/settings/paper', screen: letterheadScreen, view: LetterheadScreen });
