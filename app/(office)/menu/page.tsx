import type { Metadata } from 'next';
import { MenuScreen } from '@/components/menu/menu-screen';
import { menuScreen } from '@/lib/menu/screens';
import { page } from '@/lib/platform/page';

export const metadata: Metadata = { title: 'Menu' };

export default page({ path: '/menu', screen: menuScreen, view: MenuScreen });
