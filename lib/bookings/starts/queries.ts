import 'server-only';
import { preparedText } from '@/db/prepared';

type LateRow = { id: string; event: string; venue: string; starts_at: Date | string };

/** As many as Today shows; one more says that there are more. */
const shown = 8;

/** The agreed events whose beginning is past and that nobody has started, the latest first. */
export const askLateStarts = preparedText<LateRow>(
  `select id, event_name as event, venue, starts_at from bookings
  where company_id = nullif(current_setting('app.company_id', true), '')::uuid and status = 'confirmed' and starts_at <= $1::timestamptz
  order by starts_at desc, id desc limit ${shown + 1}`,
  ['now'],
);

export function tellLateStarts(rows: readonly LateRow[]) {
  return {
    events: rows.slice(0, shown).map(({ starts_at, ...row }) => ({ ...row, startsAt: new Date(starts_at) })),
    more: rows.length > shown,
  };
}

export type LateStarts = ReturnType<typeof tellLateStarts>;
