import { z } from 'zod';
import { mediaResponse, readMedium } from '@/lib/messaging/inbound/view-media';
import { notFound } from '@/lib/platform/errors';
import { route } from '@/lib/platform/route';

type Context = { params: Promise<{ messageId: string; index: string }> };

const place = z.object({
  messageId: z.uuid(),
  index: z
    .string()
    .regex(/^\d{1,2}$/)
    .transform(Number),
});

/** A photo, voice note or document of a customer's message. */
export const GET = route('messages.read', async (_request, { actor }, context: Context) => {
  const asked = place.safeParse(await context.params);
  if (!asked.success || actor.role === 'client') throw notFound('attachment');
  const { messageId, index } = asked.data;
  return mediaResponse(await readMedium(actor, asked.data), `whatsapp-${messageId.slice(-8)}-${index + 1}`);
});
