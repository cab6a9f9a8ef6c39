import { paperRoute } from '@/lib/paper/paper-route';
import { quotePaperScreen } from '@/lib/quotes/screens';

export const GET = paperRoute(quotePaperScreen);
