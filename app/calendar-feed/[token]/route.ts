import { answerFeed } from '@/lib/bookings/feed/answer-feed';
import { route } from '@/lib/platform/route';

type Context = { params: Promise<{ token: string }> };

/** A person's events, for their calendar program; the token in the address is the key. */
export const GET = route(
  async () => undefined,
  async (request, _caller, { params }: Context) => answerFeed(request, (await params).token),
);
