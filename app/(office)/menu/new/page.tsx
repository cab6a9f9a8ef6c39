import type { Metadata } from 'next';
import { NewDishScreen } from '@/components/menu/dish-screens';
import { newDishScreen } from '@/lib/menu/screens';
import { page } from '@/lib/platform/page';

export const metadata: Metadata = { title: 'New dish' };

export default page({ path: '/menu/new', screen: newDishScreen, view: NewDishScreen });
