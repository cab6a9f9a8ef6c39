import { route } from '@/lib/route';
import { readMessagesMark } from '@/lib/whatsapp/queries';

/** Changes whenever some message of the company does. */
export const GET = route<unknown, { mark: string }>('messages.read', async (_request, { actor }) => ({
  mark: await readMessagesMark(actor),
}));
