import { invoicePaperScreen } from '@/lib/bookings/money/screens';
import { paperRoute } from '@/lib/paper/paper-route';

export const GET = paperRoute(invoicePaperScreen);
