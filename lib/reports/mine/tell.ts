import { statusWords } from '@/lib/bookings/rules';
import { capital } from '@/lib/platform/format/capital';
import { add } from '../buckets';
import { type ReportBody, type ReportTable, summed } from '../document';
import { type askOwnEvents, mostEvents } from './queries';

type Events = Awaited<ReturnType<typeof askOwnEvents>>;

const held = ({ status }: Events[number]) => status === 'completed';
const ahead = ({ status }: Events[number]) => status === 'confirmed' || status === 'in_progress';
const total = (events: Events) => add(events, (event) => event.total);
const paid = (events: Events) => add(events, (event) => event.paid);
const open = (events: Events) => add(events, (event) => event.open);

/** What a customer had with us: their events, and what they came to. Every figure is the sum of the events under it. */
export function tellSummary(found: Events): ReportBody {
  const events = found.slice(0, mostEvents);
  const money = (label: string, value: number, period: string) =>
    ({ label, format: 'money', value, period }) as const;
  return {
    figures: [
      { label: 'Events held', format: 'count', value: events.filter(held).length },
      { label: 'Events ahead', format: 'count', value: events.filter(ahead).length },
      {
        label: 'Guests',
        format: 'count',
        value: add(events, ({ guests }) => guests, held),
        period: 'at events held',
      },
      money('In all', total(events), 'of these events, with tax'),
      money('Paid', paid(events), 'less what we gave back'),
      money('Still to pay', open(events), 'of these events'),
    ],
    tables: [yearsTable(events), eventsTable(events)],
    notes:
      found.length > mostEvents
        ? [`These are your ${mostEvents} latest events; earlier ones aren’t in it.`]
        : [],
  };
}

function yearsTable(events: Events): ReportTable {
  const years = [...new Set(events.map(({ day }) => day.slice(0, 4)))];
  return summed({
    key: 'years',
    title: 'By year',
    columns: [
      { head: 'Year', format: 'text' },
      { head: 'Events', format: 'count' },
      { head: 'In all', format: 'money' },
      { head: 'Paid', format: 'money' },
      { head: 'Still to pay', format: 'money' },
    ],
    main: 2,
    rows: years.map((year) => {
      const own = events.filter(({ day }) => day.startsWith(year));
      return { cells: [year, own.length, total(own), paid(own), open(own)] };
    }),
    empty: 'Once an event is agreed, its year stands here.',
  });
}

function eventsTable(events: Events): ReportTable {
  return {
    key: 'events',
    title: 'Your events',
    columns: [
      { head: 'Event', format: 'text' },
      { head: 'Day', format: 'day' },
      { head: 'State', format: 'text' },
      { head: 'Guests', format: 'count' },
      { head: 'In all', format: 'money' },
      { head: 'Paid', format: 'money' },
      { head: 'Still to pay', format: 'money' },
    ],
    main: 4,
    rows: events.map((event) => ({
      cells: [
        ...[event.name, event.day, capital(statusWords[event.status]), event.guests],
        ...[event.total, event.paid, event.open],
      ],
      href: `/my/bookings/${event.id}`,
    })),
    empty: 'Events that are agreed stand here, with what they come to.',
  };
}
