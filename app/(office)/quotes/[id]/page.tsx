import type { Metadata } from 'next';
import { OneQuoteScreen } from '@/components/quotes/one-quote-screen';
import { page } from '@/lib/platform/page';
import { oneQuoteScreen } from '@/lib/quotes/screens';

export const metadata: Metadata = { title: 'Quote' };

export default page({ path: '/quotes/[id]', screen: oneQuoteScreen, view: OneQuoteScreen });
