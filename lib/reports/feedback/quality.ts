import 'server-only';
import { weekdayNames } from '@/lib/bookings/calendar/days';
import { enough } from '@/lib/stats/interval-rules';
import { bucketColumn, bucketsOf } from '../buckets';
import type { ReportBody, ReportTable } from '../document';
import { estimatedCells, scoreOf } from '../estimated';
import type { ReportQuestion } from '../range';
import { tooMany } from '../range-queries';
import { allSeen, behind, type Cells, counted, type Details, meanFigure, parted, scores } from './answers';
import type { FeedbackAnswers } from './queries';

const aspects = [
  { kind: 'food', label: 'Food' },
  { kind: 'service', label: 'Service' },
  { kind: 'presentation', label: 'Presentation' },
  { kind: 'timeliness', label: 'Timeliness' },
] as const;

/** What guests thought of food, service, presentation and timeliness: over time, and by the weekday of the event. */
export function tellQuality([cells, details]: FeedbackAnswers, asked: ReportQuestion): ReportBody {
  const [{ present, past }, seen] = [parted(cells), allSeen(details)];
  return {
    figures: aspects.map(({ kind, label }) =>
      meanFigure(label, asked, scores(present, 'aspect', kind), scores(past, 'aspect', kind)),
    ),
    tables: [aspectsTable(present, asked), ...(seen ? [weekdaysTable(details)] : [])],
    notes: seen ? [] : [tooMany('answers', 'quality by weekday')],
  };
}

function aspectsTable(present: Cells, asked: ReportQuestion): ReportTable {
  const { range } = asked;
  return {
    key: 'aspects',
    title: 'Quality by aspect over time',
    note: `A mean of fewer than ${enough} answers isn’t shown.`,
    columns: [
      bucketColumn(range),
      ...aspects.map(({ label }) => ({ head: label, format: 'score' as const })),
    ],
    chart: { columns: [1, 2, 3, 4] },
    rows: bucketsOf(range).map((days) => {
      const within = present.filter(({ bucket }) => bucket === days.since);
      return {
        ...estimatedCells([
          days.since,
          ...aspects.map(({ kind }) => scoreOf(scores(within, 'aspect', kind))),
        ]),
        href: behind('quality', asked, days),
      };
    }),
  };
}

function weekdaysTable(details: Details): ReportTable {
  return {
    key: 'weekdays',
    title: 'Quality by aspect and weekday',
    note: `By the weekday of the event. A mean of fewer than ${enough} answers isn’t shown.`,
    columns: [
      { head: 'Event on', format: 'text' },
      { head: 'Satisfaction', format: 'score' },
      { head: 'Ratings', format: 'count' },
      ...aspects.map(({ label }) => ({ head: label, format: 'score' as const })),
    ],
    rows: weekdayNames.map((name, index) => {
      const of = (aspect: string) => counted(details, 'weekday', String(index + 1), aspect);
      return estimatedCells([name, of('rating'), of('rating').n, ...aspects.map(({ kind }) => of(kind))]);
    }),
  };
}
