import type { Metadata } from 'next';
import { OrderScreen } from '@/components/kitchen/order-screen';
import { orderScreen } from '@/lib/kitchen/screens';
import { page } from '@/lib/platform/page';

export const metadata: Metadata = { title: 'Event order' };

export default page({ path: '/bookings/[id]/order', screen: orderScreen, view: OrderScreen });
