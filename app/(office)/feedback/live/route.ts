import { readFeedbackMark } from '@/lib/feedback/queries';
import { route } from '@/lib/platform/route';

/** Changes whenever some feedback or request of the company does. */
export const GET = route<unknown, { mark: string }>('feedback.read', async (_request, { actor }) => ({
  mark: await readFeedbackMark(actor),
}));
