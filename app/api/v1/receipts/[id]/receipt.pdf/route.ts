import { receiptScreen } from '@/lib/bookings/money/screens';
import { paperRoute } from '@/lib/paper/paper-route';

export const GET = paperRoute(receiptScreen);
