import { addFile } from '@/lib/comments/files/keep-file';
import { receiveFile } from '@/lib/comments/files/receive-file';
import { route } from '@/lib/platform/route';

/** Takes a picture or a PDF that waits for its comment, by its name in the address, and answers with its id. */
export const POST = route('comments.write', async (request, { actor }) =>
  addFile(actor, {
    name: new URL(request.url).searchParams.get('name') ?? '',
    read: () => receiveFile(request),
  }),
);
