import 'server-only';
import { sayDeed } from '@/lib/audit/words';
import { weekdayNames } from '@/lib/bookings/calendar/days';
import { capital } from '@/lib/platform/format/capital';
import { formatCount } from '@/lib/platform/format/numbers';
import { type Range, type ReportBody, type ReportTable, summed } from '../document';
import { mostRows } from '../range-queries';
import type { ActivityAnswers } from './queries';

type Deeds = ActivityAnswers[0];

const tooEager = `More than ${formatCount(mostRows)} entries of the trail are of these days, too many to look at one by one. Choose fewer days.`;
const trailOf = (userId: string) => `/settings/audit?days=all&who=${userId}`;

/** Who of the office did what, how often and when. */
export function tellActivity([deeds]: ActivityAnswers, { range }: { range: Range }): ReportBody {
  const past = range.before ? deeds.find(({ part }) => part === 'before') : undefined;
  const before = past && past.looked <= mostRows ? past : undefined;
  const all = deeds.find(({ part }) => part === 'all');
  if (!all || all.looked > mostRows) return { figures: [], tables: [], notes: [tooEager] };
  const hours = deeds.filter(({ part }) => part === 'hour');
  const busiest = [...hours].sort((one, other) => other.n - one.n)[0];
  return {
    figures: [
      {
        ...{ label: 'What was done', format: 'count', value: all.n, href: '/settings/audit?days=all' },
        ...{ period: 'entries of the trail', before: before?.n ?? null },
      },
      {
        label: 'People',
        format: 'count',
        value: all.people,
        before: before?.people ?? null,
        href: '/settings/people',
      },
      {
        ...{ label: 'In the busiest hour', format: 'count', value: busiest?.n ?? 0 },
        ...(busiest && { period: `from ${hourText(busiest.key)}` }),
      },
    ],
    tables: [peopleTable(deeds), kindsTable(deeds), hoursTable(hours), weekdaysTable(deeds)],
  };
}

const hourText = (hour: string) => `${hour.padStart(2, '0')}:00`;

function peopleTable(deeds: Deeds): ReportTable {
  return summed({
    key: 'people',
    title: 'By person',
    columns: [
      { head: 'Person', format: 'text' },
      { head: 'Done', format: 'count' },
    ],
    chart: { columns: [1] },
    rows: deeds
      .filter(({ part }) => part === 'person')
      .sort((one, other) => other.n - one.n)
      .map(({ key, name, n }) => ({ cells: [name ?? 'Somebody who left', n], href: trailOf(key) })),
    empty: 'Nobody did anything in these days.',
  });
}

function kindsTable(deeds: Deeds): ReportTable {
  return {
    key: 'kinds',
    title: 'Who did what',
    note: 'The two hundred that were done most often.',
    columns: [
      { head: 'What', format: 'text' },
      { head: 'Person', format: 'text' },
      { head: 'Times', format: 'count' },
    ],
    rows: deeds
      .filter(({ part }) => part === 'deed')
      .map(({ key, name, action, table, n }) => ({
        cells: [capital(sayDeed({ action: action ?? '', tableName: table })), name ?? 'Somebody who left', n],
        href: trailOf(key),
      })),
    empty: 'Nobody did anything in these days.',
  };
}

function hoursTable(hours: Deeds): ReportTable {
  return summed({
    key: 'hours',
    title: 'By hour of the day',
    columns: [
      { head: 'From', format: 'text' },
      { head: 'Done', format: 'count' },
      { head: 'People', format: 'count', apart: true },
    ],
    chart: { columns: [1] },
    rows: Array.from({ length: 24 }, (_, hour) => {
      const found = hours.find(({ key }) => key === String(hour));
      return { cells: [hourText(String(hour)), found?.n ?? 0, found?.people ?? 0] };
    }),
  });
}

function weekdaysTable(deeds: Deeds): ReportTable {
  return summed({
    key: 'weekdays',
    title: 'By weekday',
    columns: [
      { head: 'Weekday', format: 'text' },
      { head: 'Done', format: 'count' },
      { head: 'People', format: 'count', apart: true },
    ],
    rows: weekdayNames.map((name, at) => {
      const found = deeds.find(({ part, key }) => part === 'weekday' && key === String(at + 1));
      return { cells: [name, found?.n ?? 0, found?.people ?? 0] };
    }),
  });
}
