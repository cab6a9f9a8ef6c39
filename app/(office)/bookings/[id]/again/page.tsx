import type { Metadata } from 'next';
import { BookAgainScreen } from '@/components/bookings/book-again-screen';
import { bookAgainScreen } from '@/lib/bookings/screens';
import { page } from '@/lib/platform/page';

export const metadata: Metadata = { title: 'Book again' };

export default page({ path: '/bookings/[id]/again', screen: bookAgainScreen, view: BookAgainScreen });
