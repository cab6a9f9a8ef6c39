import { paperRoute } from '@/lib/paper/paper-route';
import { occasionQuotePaperScreen } from '@/lib/quotes/screens';

export const GET = paperRoute(occasionQuotePaperScreen);
