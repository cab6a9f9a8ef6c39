import type { bookingStatuses, eventTypes } from '@/db/enums';
import { answerDue, type LostReason, openStages, type Source, type Stage } from './rules';

/** Currencies without smaller units, and those of thousandths, as far as 5,000 of them must be told. */
const usualHighValue = `case when c.currency in ('XOF', 'XAF', 'GNF', 'RWF', 'UGX', 'BIF', 'DJF', 'KMF', 'JPY', 'KRW', 'VND',
    'CLP', 'PYG', 'XPF', 'VUV', 'ISK') then 5000
  when c.currency in ('TND', 'BHD', 'JOD', 'KWD', 'OMR', 'IQD', 'LYD') then 5000000 else 500000 end`;

/** From what an enquiry and its booking know together; the booking's word holds. */
export const cardTables = `enquiries e
  join companies c on c.id = e.company_id
  left join enquiry_settings s on s.company_id = e.company_id
  left join bookings b on b.company_id = e.company_id and b.id = e.booking_id
  left join customers p on p.company_id = e.company_id and p.id = e.customer_id
  left join users u on u.id = e.owner_id`;

export const eventDay = `coalesce((b.starts_at at time zone c.time_zone)::date, e.event_date)`;
export const worth = `coalesce(nullif(b.total, 0), e.budget)`;
/** By name, so that an index on the stage is looked up. */
export const stageIsOpen = `e.stage in (${openStages.map((stage) => `'${stage}'`).join(', ')})`;
/** `today`: the company's day as SQL. */
export const isUrgent = (today: string) =>
  `(${stageIsOpen} and ${eventDay} between ${today} and ${today} + coalesce(s.urgent_days, 7))`;
export const isHigh = `(${stageIsOpen} and ${worth} >= coalesce(s.high_value, ${usualHighValue}))`;
export const isDue = (today: string) => `(${stageIsOpen} and e.follow_up_on <= ${today})`;
export const isUnanswered = `(${stageIsOpen} and e.answered_at is null)`;
/** The company's day at an instant that a parameter gives. */
export const dayOf = (parameter: string) => `(${parameter}::timestamptz at time zone c.time_zone)::date`;

export const cardColumns = (today: string) => `e.id, e.stage, e.source, coalesce(p.name, e.name) as name,
  coalesce(b.event_type, e.event_type) as event_type, to_char(${eventDay}, 'YYYY-MM-DD') as event_day,
  coalesce(b.guests, e.guests) as guests, coalesce(b.venue, e.place) as place, ${worth} as worth,
  to_char(e.follow_up_on, 'YYYY-MM-DD') as follow_up_on, e.follow_up_note, u.name as owner,
  b.id as booking_id, b.reference, b.status as booking_status, e.received_at, e.answered_at, e.lost_reason,
  ${isUrgent(today)} as urgent, coalesce(${isHigh}, false) as high, coalesce(${isDue(today)}, false) as due,
  coalesce(s.answer_within, 60) as answer_within`;

export type CardRow = {
  id: string;
  stage: Stage;
  source: Source;
  name: string;
  event_type: (typeof eventTypes)[number] | null;
  event_day: string | null;
  guests: number | null;
  place: string | null;
  worth: string | null;
  follow_up_on: string | null;
  follow_up_note: string | null;
  owner: string | null;
  booking_id: string | null;
  reference: string | null;
  booking_status: (typeof bookingStatuses)[number] | null;
  received_at: string | Date;
  answered_at: string | Date | null;
  lost_reason: LostReason | null;
  urgent: boolean | null;
  high: boolean;
  due: boolean;
  answer_within: number;
};

/** A card of the board, a row of the list; amounts in minor units. */
export function cardOf(row: CardRow) {
  const receivedAt = new Date(row.received_at);
  const answeredAt = row.answered_at === null ? null : new Date(row.answered_at);
  return {
    id: row.id,
    stage: row.stage,
    source: row.source,
    name: row.name,
    eventType: row.event_type,
    eventDay: row.event_day,
    guests: row.guests,
    place: row.place,
    worth: row.worth === null ? null : Number(row.worth),
    followUpOn: row.follow_up_on,
    followUpNote: row.follow_up_note,
    owner: row.owner,
    booking: row.booking_id
      ? { id: row.booking_id, reference: row.reference ?? '', status: row.booking_status }
      : null,
    receivedAt,
    /** End of the time in which the first answer is meant to go out; null once it did. */
    answerDueAt: answerDue({ receivedAt, answeredAt, stage: row.stage }, row.answer_within),
    answeredAt,
    lostReason: row.lost_reason,
    urgent: row.urgent ?? false,
    high: row.high,
    due: row.due,
  };
}

export type EnquiryCard = ReturnType<typeof cardOf>;
