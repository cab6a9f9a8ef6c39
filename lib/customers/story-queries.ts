import 'server-only';
import type { consentChannels, consentSources, consentStates } from '@/db/enums';
import { type Answers, preparedText } from '@/db/prepared';
import type { Tx } from '@/db/session';
import { askLikely, askMerges, tellLikely, tellMerges } from './merge-queries';

const of = (alias: string) => `${alias}.customer_id = $1::uuid`;

/** Money of agreed events in minor units, and how much business there was. */
const moneyQuery = preparedText<{ owed: string; spent: string; events: number; bookings: number }>(
  `select coalesce(sum(greatest(0, total - paid - taken_off)) filter (where status in ('confirmed', 'in_progress', 'completed')), 0) as owed,
    coalesce(sum(paid), 0) as spent, (count(*) filter (where status in ('confirmed', 'in_progress', 'completed')))::int as events,
    count(*)::int as bookings
  from bookings b where ${of('b')}`,
  ['id'],
);

type Line = {
  id: string;
  kind: string;
  title: string;
  detail: string | null;
  state: string | null;
  at: string;
  /** How many there are of its kind, with those that aren't among the lines. */
  together: number;
};

/** What else there is of them, the newest first; each kind up to ten. */
const linesQuery = preparedText<Line>(
  `(select t.id, 'conversation' as kind, t.address as title, t.profile_name as detail, null as state, t.last_message_at as at,
        (count(*) over ())::int as together
      from conversations t where ${of('t')} order by t.last_message_at desc limit 10)
  union all (select e.id, 'enquiry', coalesce(b.event_name, e.message, e.name), null, e.stage, e.received_at, (count(*) over ())::int
      from enquiries e left join bookings b on b.company_id = e.company_id and b.id = e.booking_id
      where e.customer_id = $1::uuid and e.spam_at is null order by e.received_at desc limit 10)
  union all (select c.id, 'case', c.reference || ' ' || c.summary, null, c.state, c.created_at, (count(*) over ())::int
      from cases c where ${of('c')} order by c.created_at desc limit 10)
  union all (select f.id, 'feedback', b.event_name, f.comments, f.rating::text, f.given_at, (count(*) over ())::int
      from feedback f join bookings b on b.company_id = f.company_id and b.id = f.booking_id
      where f.customer_id = $1::uuid order by f.given_at desc limit 10)
  union all (select v.id, 'voucher', v.code, (v.rate / 100.0)::float8::text, v.state, v.expires_at, (count(*) over ())::int
      from vouchers v where ${of('v')} order by v.created_at desc limit 10)`,
  ['id'],
);

type Said = {
  id: string;
  channel: (typeof consentChannels)[number];
  state: (typeof consentStates)[number];
  source: (typeof consentSources)[number];
  reason: string | null;
  by: string | null;
  created_at: string;
};

/** Every word of theirs about being written to, the newest first. */
const saidQuery = preparedText<Said>(
  `select n.id, n.channel, n.state, n.source, n.reason, u.name as by, n.created_at
  from consents n left join users u on u.id = n.user_id where ${of('n')} order by n.created_at desc, n.id desc limit 30`,
  ['id'],
);

/** The rest of a customer's page: money, conversations, cases, feedback, vouchers, enquiries, who they may also be. */
export const askStory = (tx: Tx, id: string, now: Date) =>
  [
    moneyQuery(tx, { id }),
    linesQuery(tx, { id }),
    saidQuery(tx, { id }),
    askLikely(tx, { id }),
    askMerges(tx, { id, now: now.toISOString() }),
  ] as const;

export function tellStory([[money], lines, said, likely, merges]: Answers<ReturnType<typeof askStory>>) {
  return {
    owed: Number(money?.owed ?? 0),
    spent: Number(money?.spent ?? 0),
    events: money?.events ?? 0,
    bookings: money?.bookings ?? 0,
    lines: lines.map(({ at, ...line }) => ({ ...line, at: new Date(at) })),
    said: said.map(({ created_at, ...one }) => ({ ...one, createdAt: new Date(created_at) })),
    likely: tellLikely(likely),
    merges: tellMerges(merges),
  };
}

export type CustomerStory = ReturnType<typeof tellStory>;
