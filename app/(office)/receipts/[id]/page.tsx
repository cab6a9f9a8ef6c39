import type { Metadata } from 'next';
import { ReceiptScreen } from '@/components/bookings/money/receipt-screen';
import { receiptScreen } from '@/lib/bookings/money/screens';
import { page } from '@/lib/platform/page';

export const metadata: Metadata = { title: 'Receipt' };

export default page({ path: '/receipts/[id]', screen: receiptScreen, view: ReceiptScreen });
