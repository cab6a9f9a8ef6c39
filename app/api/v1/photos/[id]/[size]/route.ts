import { z } from 'zod';
import { openPhoto } from '@/lib/bookings/photos/keep-photo';
import { pictureResponse } from '@/lib/menu/pictures/receive-picture';
import { notFound } from '@/lib/platform/errors';
import { route } from '@/lib/platform/route';

type Context = { params: Promise<{ id: string; size: string }> };

const place = z.object({ id: z.uuid(), size: z.enum(['large', 'small']) });

/** A photo of an event, for the office. */
export const GET = route('runsheet.read', async (_request, { actor }, { params }: Context) => {
  const asked = place.safeParse(await params);
  if (!asked.success) throw notFound('photo');
  return pictureResponse(await openPhoto(actor, asked.data));
});
