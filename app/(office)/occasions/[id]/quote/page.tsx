import type { Metadata } from 'next';
import { OccasionQuoteScreen } from '@/components/quotes/occasion-quote-screen';
import { page } from '@/lib/platform/page';
import { occasionQuoteScreen } from '@/lib/quotes/screens';

export const metadata: Metadata = { title: 'Quote for an occasion' };

export default page({
  path: '/occasions/[id]/quote',
  screen: occasionQuoteScreen,
  view: OccasionQuoteScreen,
});
