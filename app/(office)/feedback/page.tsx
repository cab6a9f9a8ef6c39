import type { Metadata } from 'next';
import { FeedbackScreen } from '@/components/feedback/feedback-screen';
import { feedbackScreen } from '@/lib/feedback/screens';
import { page } from '@/lib/platform/page';

export const metadata: Metadata = { title: 'Feedback' };

export default page({ path: '/feedback', screen: feedbackScreen, view: FeedbackScreen });
