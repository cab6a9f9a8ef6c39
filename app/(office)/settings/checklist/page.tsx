import type { Metadata } from 'next';
import { ChecklistScreen } from '@/components/bookings/tasks/checklist-screen';
import { checklistScreen } from '@/lib/bookings/tasks/screens';
import { page } from '@/lib/platform/page';

export const metadata: Metadata = { title: 'Checklist settings' };

export default page({ path: '/settings/checklist', screen: checklistScreen, view: ChecklistScreen });
