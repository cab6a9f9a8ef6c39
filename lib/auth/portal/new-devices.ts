import 'server-only';
import { sql } from 'drizzle-orm';
import { preparedText } from '@/db/prepared';
import { actAs, type Origin } from '@/db/session';
import { gate } from '../gate';

/**
 * Marks the session that a customer just opened in this browser as one that never signed in before, so that their other devices
 * show it. Gives whether they had been in before: of a first time there is nothing to warn of.
 */
export async function noteNewDevice(
  { userId, userAgent }: { userId: string; userAgent: string | null },
  origin: Origin,
): Promise<boolean> {
  const marked = await actAs(gate('new device', origin), (tx) =>
    tx.execute(sql`update sessions s set new_device = true
      where s.id = (select id from sessions where user_id = ${userId} and created_at > now() - interval '5 minutes'
          order by user_agent is not distinct from left(${userAgent}::text, 300) desc, created_at desc, id desc limit 1)
        and (exists (select from sessions o where o.user_id = s.user_id and o.id <> s.id)
          or exists (select from memberships m where m.user_id = s.user_id and m.created_at < now() - interval '1 day'))
      returning s.id`),
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
