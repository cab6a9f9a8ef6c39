import { z } from 'zod';
import { callActor } from '@/lib/auth/actor';
import { notFound } from '@/lib/platform/errors';
import { readOutcome } from '@/lib/platform/intents';
import { route } from '@/lib/platform/route';

/** What became of one's own form after its answer was lost: `{ done: true, result }` or `{ done: false }`. */
export const GET = route(
  callActor,
  async (_request, actor, { params }: { params: Promise<{ key: string }> }) => {
    const key = z.uuid().safeParse((await params).key);
    if (!key.success) throw notFound('key');
    return await readOutcome(actor, key.data);
  },
);
