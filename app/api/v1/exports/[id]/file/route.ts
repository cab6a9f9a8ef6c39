import { z } from 'zod';
import { takeFile } from '@/lib/exports/keeping/take-file';
import { now } from '@/lib/platform/clock';
import { confirmBeforeFile } from '@/lib/platform/confirm-redirect';
import { notFound } from '@/lib/platform/errors';
import { route } from '@/lib/platform/route';

type Context = { params: Promise<{ id: string }> };

/** A file that was made in the background. */
export const GET = route('exports.run', async (request, { actor, identity }, { params }: Context) => {
  const id = z.uuid().safeParse((await params).id).data;
  if (!id || actor.role === 'client') throw notFound('file');
  if (!identity.confirmed) return confirmBeforeFile(request);
  return takeFile(actor, { id, now: now(), timeZone: identity.timeZone });
});
