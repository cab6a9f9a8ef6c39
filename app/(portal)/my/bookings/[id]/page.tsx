import type { Metadata } from 'next';
import { MyEventScreen } from '@/components/feedback/my-event-screen';
import { myEventScreen } from '@/lib/feedback/screens';
import { page } from '@/lib/platform/page';

export const metadata: Metadata = { title: 'My event' };

export default page({ path: '/my/bookings/[id]', screen: myEventScreen, view: MyEventScreen });
