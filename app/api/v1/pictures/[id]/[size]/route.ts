import { z } from 'zod';
import { callActor } from '@/lib/auth/actor';
import { openPicture } from '@/lib/menu/pictures/keep-picture';
import { pictureResponse } from '@/lib/menu/pictures/receive-picture';
import { notFound } from '@/lib/platform/errors';
import { route } from '@/lib/platform/route';

type Context = { params: Promise<{ id: string; size: string }> };

const place = z.object({ id: z.uuid(), size: z.enum(['large', 'small']) });

/** A picture of the menu, for the office and for clients of the company. */
export const GET = route(callActor, async (_request, actor, context: Context) => {
  const asked = place.safeParse(await context.params);
  if (!asked.success) throw notFound('picture');
  return pictureResponse(await openPicture(actor, asked.data));
});
