import type { Metadata } from 'next';
import { InvoiceScreen } from '@/components/bookings/money/invoice-screen';
import { invoiceScreen } from '@/lib/bookings/money/screens';
import { page } from '@/lib/platform/page';

export const metadata: Metadata = { title: 'Invoice' };

export default page({ path: '/invoices/[id]', screen: invoiceScreen, view: InvoiceScreen });
