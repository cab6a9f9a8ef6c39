import { paperRoute } from '@/lib/paper/paper-route';
import { receiptScreen } from '@/lib/privacy/screens';

export const GET = paperRoute(receiptScreen);
