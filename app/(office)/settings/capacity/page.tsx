import type { Metadata } from 'next';
import { CapacitySettingsScreen } from '@/components/bookings/capacity/capacity-settings-screen';
import { capacitySettingsScreen } from '@/lib/bookings/capacity/screens';
import { page } from '@/lib/platform/page';

export const metadata: Metadata = { title: 'Capacity settings' };

export default page({
  path: '/settings/capacity',
  screen: capacitySettingsScreen,
  view: CapacitySettingsScreen,
});
