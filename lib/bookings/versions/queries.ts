import 'server-only';
import { preparedText } from '@/db/prepared';
import type { Party, Version, VersionChange } from './rules';

type VersionRow = {
  number: number;
  changes: VersionChange[];
  made_at: Date | string;
  made_by: string | null;
  notices: { party: Party; at: string | null; by: string | null }[];
};

/** The newest versions of one booking, with who must know of each and who does. */
export const askVersions = preparedText<VersionRow>(
  `select v.number, v.changes, v.made_at, u.name as made_by,
    coalesce((select jsonb_agg(jsonb_build_object('party', n.party, 'at', n.acknowledged_at,
        'by', (select k.name from users k where k.id = n.acknowledged_by)) order by n.party)
      from version_notices n where n.company_id = v.company_id and n.booking_id = v.booking_id and n.number = v.number), '[]') as notices
  from booking_versions v left join users u on u.id = v.made_by
  where v.booking_id = $1::uuid and v.company_id = nullif(current_setting('app.company_id', true), '')::uuid
  order by v.number desc limit 100`,
  ['id'],
);

export function tellVersions(rows: readonly VersionRow[]): Version[] {
  return rows.map(({ number, changes, made_at, made_by, notices }) => ({
    number,
    changes,
    madeAt: new Date(made_at),
    madeBy: made_by,
    notices: notices.map(({ at, ...notice }) => ({ ...notice, at: at === null ? null : new Date(at) })),
  }));
}

type UntoldRow = {
  id: string;
  event: string;
  starts_at: Date | string;
  cancelled: boolean;
  parties: Party[];
};

/** Of more than these the newest are looked at: what nobody answered for so long is past. */
const looked = 500;

/** The coming events of which somebody doesn't know the newest version, the next first. */
export const askUntold = preparedText<UntoldRow>(
  `select b.id, b.event_name as event, b.starts_at, b.status = 'cancelled' as cancelled, jsonb_agg(distinct n.party) as parties
  from (select * from version_notices where company_id = nullif(current_setting('app.company_id', true), '')::uuid
      and acknowledged_at is null order by told_at desc limit ${looked}) n
    join bookings b on b.company_id = n.company_id and b.id = n.booking_id
  where b.ends_at > $1::timestamptz
  group by b.id, b.event_name, b.starts_at, b.status order by b.starts_at, b.id limit 8`,
  ['now'],
);

export function tellUntold(rows: readonly UntoldRow[]) {
  return rows.map(({ starts_at, ...row }) => ({ ...row, startsAt: new Date(starts_at) }));
}

export type Untold = ReturnType<typeof tellUntold>;
