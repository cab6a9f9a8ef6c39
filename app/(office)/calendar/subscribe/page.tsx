import type { Metadata } from 'next';
import { FeedScreen } from '@/components/bookings/calendar/feed-screen';
import { feedScreen } from '@/lib/bookings/feed/screens';
import { page } from '@/lib/platform/page';

export const metadata: Metadata = { title: 'In your own calendar' };

export default page({ path: '/calendar/subscribe', screen: feedScreen, view: FeedScreen });
