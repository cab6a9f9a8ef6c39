import { readMessagesMark } from '@/lib/messaging/conversations/queries';
import { route } from '@/lib/platform/route';

/** Changes whenever some message of the company does. */
export const GET = route<unknown, { mark: string }>('messages.read', async (_request, { actor }) => ({
  mark: await readMessagesMark(actor),
}));
