import 'server-only';
import type { messageChannels, messageStatuses } from '@/db/enums';
import { preparedText } from '@/db/prepared';

type Row = {
  id: string;
  name: string;
  phone: string | null;
  email: string | null;
  erased: boolean;
  since: Date | string | null;
  signed_in_at: Date | string | null;
  invited_at: Date | string | null;
  channel: (typeof messageChannels)[number] | null;
  status: (typeof messageStatuses)[number] | null;
  not_sent_reason: string | null;
};

/**
 * How a customer stands to the portal, by their id or by that of a booking of theirs. Which id is a select of its own: as an
 * expression it would be held against every customer of the company, after the row rules.
 */
export const askPortal = preparedText<Row>(
  `select c.id, c.name, c.phone, c.email, c.anonymised_at is not null as erased, p.since, p.signed_in_at,
    m.created_at as invited_at, m.channel, m.status, m.not_sent_reason
  from customers c left join lateral portal_of(c.id) p on true
    left join lateral (select * from (select created_at, channel, status, not_sent_reason from messages
      where company_id = c.company_id and customer_id = c.id and kind = 'portal_invitation') i order by created_at desc limit 1) m on true
  where c.id = (select coalesce((select b.customer_id from bookings b where b.id = $1::uuid), $1::uuid))`,
  ['id'],
);

const instant = (at: Date | string | null) => (at === null ? null : new Date(at));

/** `invited`: the newest invitation and what became of it. */
export function tellPortal([row]: readonly Row[]) {
  if (!row) return undefined;
  const { invited_at, channel, status, not_sent_reason, since, signed_in_at, ...customer } = row;
  return {
    ...customer,
    since: instant(since),
    signedInAt: instant(signed_in_at),
    invited:
      invited_at && channel && status
        ? { at: new Date(invited_at), channel, status, reason: not_sent_reason }
        : null,
  };
}

export type PortalState = NonNullable<ReturnType<typeof tellPortal>>;
