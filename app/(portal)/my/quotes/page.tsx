import type { Metadata } from 'next';
import { MyQuotesScreen } from '@/components/quotes/my-quotes-screen';
import { page } from '@/lib/platform/page';
import { myQuotesScreen } from '@/lib/quotes/screens';

export const metadata: Metadata = { title: 'My quotes' };

export default page({ path: '/my/quotes', screen: myQuotesScreen, view: MyQuotesScreen });
