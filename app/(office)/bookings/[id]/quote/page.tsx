import type { Metadata } from 'next';
import { QuoteScreen } from '@/components/quotes/quote-screen';
import { page } from '@/lib/platform/page';
import { quoteScreen } from '@/lib/quotes/screens';

export const metadata: Metadata = { title: 'Quote' };

export default page({ path: '/bookings/[id]/quote', screen: quoteScreen, view: QuoteScreen });
