import type { Metadata } from 'next';
import { TrailScreen } from '@/components/audit/trail-screen';
import { trailScreen } from '@/lib/audit/screens';
import { page } from '@/lib/platform/page';

export const metadata: Metadata = { title: 'Audit' };

export default page({ path: '/settings/audit', screen: trailScreen, view: TrailScreen });
