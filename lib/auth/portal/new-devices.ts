import 'server-only';
import { and, eq, sql } from 'drizzle-orm';
import { preparedText } from '@/db/prepared';
import { sessions } from '@/db/schema/people';
import { actAs, type Origin } from '@/db/session';
import { gate } from '../gate';

/**
 * Marks a session that a customer just opened as one of a browser that never signed in before, so that their other devices
 * show it. Gives whether they had been in before: of a first time there is nothing to warn of.
 */
export async function noteNewDevice(sessionId: string, origin: Origin): Promise<boolean> {
  const wasIn = sql`(exists (select from sessions o where o.user_id = ${sessions.userId} and o.id <> ${sessions.id})
    or exists (select from memberships m where m.user_id = ${sessions.userId} and m.created_at < now() - interval '1 day'))`;
  const marked = await actAs(gate('new device', origin), (tx) =>
    tx
      .update(sessions)
      .set({ newDevice: true })
      .where(and(eq(sessions.id, sessionId), wasIn))
      .returning({ id: sessions.id }),
  );
  return marked.length > 0;
}

type Row = {
  id: string;
  user_agent: string | null;
  created_at: Date | string;
  open: boolean;
  known: boolean;
};

/** The new devices of whoever looks, as the session `here` may see them. */
export const askNewDevices = preparedText<Row>(
  `select id, user_agent, created_at, open, known from my_new_devices(nullif($1::text, '')::uuid)`,
  ['here'],
);

/** `mayKnow`: the session that looks was there before it. */
export const tellNewDevices = (rows: readonly Row[]) =>
  rows.map(({ id, user_agent, created_at, open, known }) => ({
    ...{ id, open, userAgent: user_agent, at: new Date(created_at), mayKnow: known },
  }));

export type NewDevice = ReturnType<typeof tellNewDevices>[number];
