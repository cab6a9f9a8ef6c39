import type { Metadata } from 'next';
import { RecordFeedbackScreen } from '@/components/feedback/record-feedback-screen';
import { recordFeedbackScreen } from '@/lib/feedback/screens';
import { page } from '@/lib/platform/page';

export const metadata: Metadata = { title: 'Record feedback' };

export default page({ path: '/feedback/new', screen: recordFeedbackScreen, view: RecordFeedbackScreen });
