import type { Metadata } from 'next';
import { OwnPrivacyScreen } from '@/components/privacy/own-privacy-screen';
import { page } from '@/lib/platform/page';
import { ownPrivacyScreen } from '@/lib/privacy/screens';

export const metadata: Metadata = { title: 'My data' };

export default page({ path: '/my/privacy', screen: ownPrivacyScreen, view: OwnPrivacyScreen });
