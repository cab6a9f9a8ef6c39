import 'server-only';
import { z } from 'zod';
import type { Connection } from '@/db/client';
import { actAs } from '@/db/session';
import { insertEvents } from './events';

const largest = 512 * 1024;

const payload = z.object({
  name: z.string().min(1).max(200),
  data: z.unknown().optional(),
  id: z.string().optional(),
  ts: z.number().int().optional(),
  v: z.string().optional(),
});

const answer = (status: number, body: object) => Response.json({ status, ...body }, { status });

/**
 * Takes the SDK's event requests (`/e/…`) into the runner's tables instead of sending them over a network;
 * refuses every other request. Event ids follow from the send's seed, so that a repeated send adds nothing.
 */
export function receiveEvents(connection?: Connection): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    if (!new URL(request.url).pathname.startsWith('/e/')) {
      return answer(404, { error: 'The embedded runner offers no API' });
    }
    const text = await request.text();
    if (text.length > largest) return answer(413, { error: `More than ${largest} bytes of events` });
    const parsed = z.array(payload).safeParse([JSON.parse(text)].flat());
    if (!parsed.success) return answer(400, { error: parsed.error.message });
    const seed = request.headers.get('x-inngest-event-id-seed') ?? crypto.randomUUID();
    const events = parsed.data.map((event, index) => ({
      ...event,
      id: event.id || `${seed}:${index}`,
      sendKey: `${seed}:${index}`,
    }));
    await actAs({ role: 'runner', name: 'events' }, (tx) => insertEvents(tx, events), { connection });
    return answer(200, { ids: events.map(({ id }) => id) });
  };
}
