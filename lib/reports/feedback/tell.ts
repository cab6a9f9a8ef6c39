import 'server-only';
import { eventTypes } from '@/db/enums';
import { weekdayNames } from '@/lib/bookings/calendar/days';
import { eventTypeWords } from '@/lib/bookings/event-types';
import { feedbackFilter } from '@/lib/feedback/list-filter';
import { enough, ofScores } from '@/lib/stats/interval-rules';
import { add, bucketColumn, bucketHref, bucketsOf } from '../buckets';
import {
  type Range,
  type ReportBody,
  type ReportFigure,
  type ReportTable,
  type Stretch,
  summed,
} from '../document';
import { estimatedCells, partOf, scoreOf } from '../estimated';
import { ofOne } from '../narrowing';
import { type ReportQuery, reportHref } from '../range';
import { mostRows, tooMany } from '../range-queries';
import { shareFigure } from '../share-figure';
import type { FeedbackAnswers } from './queries';

type Cells = FeedbackAnswers[0];
type Details = FeedbackAnswers[1];
type Asked = { range: Range; query: ReportQuery };

const aspects = [
  { kind: 'food', label: 'Food' },
  { kind: 'service', label: 'Service' },
  { kind: 'presentation', label: 'Presentation' },
  { kind: 'timeliness', label: 'Timeliness' },
] as const;

/** Counts by score, of one question. */
const scores = (cells: Cells, fact: 'rating' | 'aspect', kind = '') =>
  cells
    .filter((cell) => cell.fact === fact && cell.kind === kind && cell.key !== '')
    .map(({ key, n }) => ({ score: Number(key), n }));
const count = (cells: Cells, fact: Cells[number]['fact'], key?: string) =>
  add(
    cells,
    ({ n }) => n,
    (cell) => cell.fact === fact && (key === undefined || cell.key === key),
  );
/** A mean, where it says something. */
const shown = ({ n, mean }: { n: number; mean: number | null }) => (n >= enough ? mean : null);

/** What guests say of these days; ratings by the day they were given. */
export function tellFeedbackReport([cells, details]: FeedbackAnswers, asked: Asked): ReportBody {
  const { range, query } = asked;
  const [present, past] = [cells.filter(({ old }) => !old), cells.filter(({ old }) => old)];
  const seen = (details.find(({ part }) => part === 'all')?.n ?? 0) <= mostRows;
  const answers = (own: Cells) => count(own, 'rating');
  const share = (label: string, of: (cells: Cells) => { k: number; n: number }) =>
    shareFigure(label, {
      ...{ now: of(present), before: range.before && of(past) },
      missing: 'Not enough answers',
    });
  return {
    figures: [
      {
        ...{ label: 'Answers', format: 'count', value: answers(present), href: listOf(asked) },
        ...{ before: range.before ? answers(past) : null, welcome: true },
      },
      meanFigure('Satisfaction', asked, scores(present, 'rating'), scores(past, 'rating')),
      {
        ...share('Would recommend us', (own) => ({
          k: count(own, 'recommend', 'yes'),
          n: count(own, 'recommend'),
        })),
        href: listOf(asked),
      },
      {
        ...share('Events answered', (own) => ({ k: count(own, 'answered'), n: count(own, 'completed') })),
        ...{ href: '/feedback?view=unanswered', period: 'of those completed in these days' },
      },
      ...aspects.map(({ kind, label }) =>
        meanFigure(label, asked, scores(present, 'aspect', kind), scores(past, 'aspect', kind)),
      ),
    ],
    tables: [
      trendTable(present, { range, query }),
      starsTable(present, asked),
      aspectsTable(present, { range, query }),
      ...(seen ? [weekdaysTable(details), typesTable(details, query)] : []),
    ],
    notes: seen ? [] : [tooMany('answers', 'quality by weekday, and ratings by event type')],
  };
}

type Answered = Partial<Parameters<typeof feedbackFilter.href>[1]>;
/** The list of the answers of some days, where it can be narrowed as the report is. */
function listOf({ range, query }: Asked, narrower: Answered = {}, days: Stretch = range) {
  if (query.type || ofOne(query)) return undefined;
  const usual = feedbackFilter.read({});
  return feedbackFilter.href(usual, { ...narrower, days: { first: days.since, last: days.until } });
}

type Counts = ReturnType<typeof scores>;

function meanFigure(label: string, asked: Asked, present: Counts, past: Counts): ReportFigure {
  const { n, mean, interval } = ofScores(present);
  const figure = { label, format: 'score', n, period: 'of 5', href: listOf(asked) } as const;
  if (n < enough) return { ...figure, value: null, missing: 'Not enough answers' };
  return {
    ...figure,
    ...{ value: mean, interval, welcome: true },
    before: asked.range.before ? shown(ofScores(past)) : null,
  };
}

function trendTable(present: Cells, { range, query }: Asked): ReportTable {
  return {
    key: 'trend',
    title: 'Satisfaction over time',
    note: `A mean of fewer than ${enough} ratings isn’t shown.`,
    columns: [
      bucketColumn(range),
      { head: 'Satisfaction', format: 'score' },
      { head: 'Ratings', format: 'count' },
      { head: 'Answers', format: 'count' },
      { head: 'Would recommend us', format: 'share' },
    ],
    chart: { columns: [1] },
    rows: bucketsOf(range).map((days) => {
      const within = present.filter(({ bucket }) => bucket === days.since);
      const rated = scoreOf(scores(within, 'rating'));
      const liked = partOf(count(within, 'recommend', 'yes'), count(within, 'recommend'));
      return {
        ...estimatedCells([days.since, rated, rated.n, count(within, 'rating'), liked]),
        href: bucketHref('feedback', { range, query }, { days, list: listOf({ range, query }, {}, days) }),
      };
    }),
    sum: ['Sum', null, ofScores(scores(present, 'rating')).n, count(present, 'rating'), null],
  };
}

function starsTable(present: Cells, asked: Asked): ReportTable {
  return summed({
    key: 'stars',
    title: 'Ratings by stars',
    columns: [
      { head: 'Stars', format: 'text' },
      { head: 'Answers', format: 'count' },
    ],
    chart: { columns: [1] },
    rows: [
      ...[5, 4, 3, 2, 1].map((stars) => ({
        cells: [`${stars} of 5`, count(present, 'rating', String(stars))],
        href: listOf(asked, { stars }),
      })),
      { cells: ['No rating', count(present, 'rating', '')] },
    ],
  });
}

function aspectsTable(present: Cells, { range, query }: Asked): ReportTable {
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
        href: bucketHref('feedback', { range, query }, { days, list: listOf({ range, query }, {}, days) }),
      };
    }),
  };
}

const counted = (details: Details, part: Details[number]['part'], key: string, aspect: string) =>
  scoreOf(details.filter((row) => row.part === part && row.key === key && row.aspect === aspect));

function weekdaysTable(details: Details): ReportTable {
  return {
    key: 'weekdays',
    title: 'Quality by aspect and weekday',
    note: 'By the weekday of the event. A mean of fewer than 5 answers isn’t shown.',
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

function typesTable(details: Details, query: ReportQuery): ReportTable {
  return {
    key: 'by-type',
    title: 'By event type',
    note: 'A mean of fewer than 5 ratings isn’t shown.',
    columns: [
      { head: 'Type', format: 'text' },
      { head: 'Satisfaction', format: 'score' },
      { head: 'Ratings', format: 'count' },
    ],
    rows: eventTypes
      .map((type) => ({ type, rated: counted(details, 'type', type, 'rating') }))
      .filter(({ rated }) => rated.n > 0)
      .map(({ type, rated }) => ({
        ...estimatedCells([eventTypeWords[type], rated, rated.n]),
        href: reportHref('feedback', query, { type }),
      })),
    empty: 'No answer in these days.',
  };
}
