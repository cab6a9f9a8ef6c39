import type { Metadata } from 'next';
import { DishScreen } from '@/components/menu/dish-screens';
import { dishScreen } from '@/lib/menu/screens';
import { page } from '@/lib/platform/page';

export const metadata: Metadata = { title: 'Dish' };

export default page({ path: '/menu/[id]', screen: dishScreen, view: DishScreen });
