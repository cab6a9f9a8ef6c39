import { eventPaperScreen } from '@/lib/kitchen/screens';
import { paperRoute } from '@/lib/paper/paper-route';

export const GET = paperRoute(eventPaperScreen);
