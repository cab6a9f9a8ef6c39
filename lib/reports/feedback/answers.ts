import 'server-only';
import { feedbackFilter } from '@/lib/feedback/list-filter';
import { enough, ofScores } from '@/lib/stats/interval-rules';
import { add, bucketHref } from '../buckets';
import type { ReportFigure, ReportKey, Stretch } from '../document';
import { scoreOf } from '../estimated';
import { isNarrowed } from '../narrowing';
import type { ReportQuestion } from '../range';
import { mostRows } from '../range-queries';
import { shareFigure } from '../share-figure';
import type { FeedbackAnswers } from './queries';

export type Cells = FeedbackAnswers[0];
export type Details = FeedbackAnswers[1];

/** The answers of the report's days, and of those beside them. */
export const parted = (cells: Cells) => ({
  present: cells.filter(({ old }) => !old),
  past: cells.filter(({ old }) => old),
});
/** Whether all answers could be looked at one by one. */
export const allSeen = (details: Details) => (details.find(({ part }) => part === 'all')?.n ?? 0) <= mostRows;

/** Counts by score, of one question. */
export const scores = (cells: Cells, fact: 'rating' | 'aspect', kind = '') =>
  cells
    .filter((cell) => cell.fact === fact && cell.kind === kind && cell.key !== '')
    .map(({ key, n }) => ({ score: Number(key), n }));
export const count = (cells: Cells, fact: Cells[number]['fact'], key?: string) =>
  add(
    cells,
    ({ n }) => n,
    (cell) => cell.fact === fact && (key === undefined || cell.key === key),
  );
/** A mean, where it says something. */
const shown = ({ n, mean }: { n: number; mean: number | null }) => (n >= enough ? mean : null);

export const counted = (details: Details, part: Details[number]['part'], key: string, aspect: string) =>
  scoreOf(details.filter((row) => row.part === part && row.key === key && row.aspect === aspect));

type Answered = Partial<Parameters<typeof feedbackFilter.href>[1]>;
/** The list of the answers of some days, where it can be narrowed as the report is. */
export function listOf({ range, query }: ReportQuestion, narrower: Answered = {}, days: Stretch = range) {
  if (isNarrowed(query)) return undefined;
  const usual = feedbackFilter.read({});
  return feedbackFilter.href(usual, { ...narrower, days: { first: days.since, last: days.until } });
}

/** What is behind a day or month of one of these reports. */
export const behind = (key: ReportKey, asked: ReportQuestion, days: Stretch) =>
  bucketHref(key, asked, { days, list: listOf(asked, {}, days) });

type Counts = ReturnType<typeof scores>;

export function meanFigure(
  label: string,
  asked: ReportQuestion,
  present: Counts,
  past: Counts,
): ReportFigure {
  const { n, mean, interval } = ofScores(present);
  const figure = { label, format: 'score', n, period: 'of 5', href: listOf(asked) } as const;
  if (n < enough) return { ...figure, value: null, missing: 'Not enough answers' };
  return {
    ...figure,
    ...{ value: mean, interval, welcome: true },
    before: asked.range.before ? shown(ofScores(past)) : null,
  };
}

const liked = (cells: Cells) => ({ k: count(cells, 'recommend', 'yes'), n: count(cells, 'recommend') });

/** The share of those asked who would recommend the company. */
export const recommended = (present: Cells, past: Cells, asked: ReportQuestion): ReportFigure => ({
  ...shareFigure('Would recommend us', {
    ...{ now: liked(present), before: asked.range.before && liked(past) },
    missing: 'Not enough answers',
  }),
  href: listOf(asked),
});
