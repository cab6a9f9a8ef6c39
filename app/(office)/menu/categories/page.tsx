import type { Metadata } from 'next';
import { CategoriesScreen } from '@/components/menu/categories-screen';
import { categoriesScreen } from '@/lib/menu/screens';
import { page } from '@/lib/platform/page';

export const metadata: Metadata = { title: 'Categories' };

export default page({ path: '/menu/categories', screen: categoriesScreen, view: CategoriesScreen });
