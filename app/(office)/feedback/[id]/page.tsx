import type { Metadata } from 'next';
import { OneFeedbackScreen } from '@/components/feedback/one-feedback-screen';
import { oneFeedbackScreen } from '@/lib/feedback/screens';
import { page } from '@/lib/platform/page';

export const metadata: Metadata = { title: 'Feedback' };

export default page({ path: '/feedback/[id]', screen: oneFeedbackScreen, view: OneFeedbackScreen });
