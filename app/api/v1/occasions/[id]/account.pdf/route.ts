import { accountScreen } from '@/lib/bookings/money/statement/screens';
import { paperRoute } from '@/lib/paper/paper-route';

export const GET = paperRoute(accountScreen);
