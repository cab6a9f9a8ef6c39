import { z } from 'zod';
import { openFile } from '@/lib/comments/files/keep-file';
import { fileResponse } from '@/lib/comments/files/receive-file';
import { notFound } from '@/lib/platform/errors';
import { route } from '@/lib/platform/route';

type Context = { params: Promise<{ id: string }> };

/** A file of a comment, to be saved. */
export const GET = route('comments.write', async (_request, { actor }, { params }: Context) => {
  const { data: id } = z.uuid().safeParse((await params).id);
  if (!id) throw notFound('file');
  return fileResponse(await openFile(actor, { id }));
});
