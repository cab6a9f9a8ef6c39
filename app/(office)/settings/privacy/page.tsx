import type { Metadata } from 'next';
import { PrivacyScreen } from '@/components/privacy/privacy-screen';
import { page } from '@/lib/platform/page';
import { privacyScreen } from '@/lib/privacy/screens';

export const metadata: Metadata = { title: 'Privacy' };

export default page({ path: '/settings/privacy', screen: privacyScreen, view: PrivacyScreen });
