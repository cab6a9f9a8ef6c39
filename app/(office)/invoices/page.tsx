import type { Metadata } from 'next';
import { InvoicesScreen } from '@/components/bookings/money/invoices-screen';
import { invoicesScreen } from '@/lib/bookings/money/screens';
import { page } from '@/lib/platform/page';

export const metadata: Metadata = { title: 'Invoices' };

export default page({ path: '/invoices', screen: invoicesScreen, view: InvoicesScreen });
