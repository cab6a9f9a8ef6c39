import { readBooking } from '@/lib/bookings/queries';
import { readTimeline } from '@/lib/bookings/timeline-queries';
import { notFound } from '@/lib/platform/errors';
import { route } from '@/lib/platform/route';

type Context = { params: Promise<{ id: string }> };

/** What happened to a booking, asked again while its page is open. */
export const GET = route<Context, unknown>(
  'bookings.read',
  async (_request, { actor, identity }, context) => {
    const { id } = await context.params;
    if (!(await readBooking(actor, id))) throw notFound('booking');
    return await readTimeline(actor, id, identity);
  },
);
