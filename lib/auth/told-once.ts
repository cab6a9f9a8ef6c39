import 'server-only';
import { and, eq, isNull } from 'drizzle-orm';
import { sessions } from '@/db/schema/people';
import { actAs, type Origin } from '@/db/session';
import { gate } from './gate';

/** Whether it is this caller's to tell of a session as of a new device: who comes second, or at the same moment, finds it told. */
export async function claimTelling(
  { sessionId, at }: { sessionId: string; at: Date },
  origin: Origin,
): Promise<boolean> {
  const claimed = await actAs(gate('new device', origin), (tx) =>
    tx
      .update(sessions)
      .set({ toldAt: at })
      .where(and(eq(sessions.id, sessionId), isNull(sessions.toldAt)))
      .returning({ id: sessions.id }),
  );
  return claimed.length > 0;
}
