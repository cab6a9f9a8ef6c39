import { invoicesFile } from '@/lib/bookings/money/screens';
import { invoiceSheet } from '@/lib/bookings/money/sheet';
import { sheetRoute } from '@/lib/platform/sheet-route';

export const GET = sheetRoute(invoicesFile, invoiceSheet);
