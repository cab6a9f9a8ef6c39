import 'server-only';
import { preparedText } from '@/db/prepared';
import { type Actor, readAs, type Tx } from '@/db/session';
import { meanOf, shareOf } from '@/lib/stats/estimate-rules';
import { keptCells } from '@/lib/stats/kept-cells';
import type { FeedbackFilter, Period } from './list-filter';
import { ratedAspects } from './reading/types';

/** The company's days that are meant, all where none are; figures of them are kept as answers come in (ADR 14). */
const days = `days as materialized (select coalesce(d.since, '-infinity') as from_day, coalesce(d.until, 'infinity') as to_day
  from figure_days($1::text, $2::date, $3::date, 'none', $4::timestamptz) d)`;
const cells = (...facts: string[]) =>
  keptCells(facts, {
    from: 'from_day',
    to: 'to_day',
    day: (expression) => `(select ${expression} from days)`,
  });
const names = ['preset', 'first', 'last', 'now'];

function valuesOf(period: Period, asked: FeedbackFilter['days'], now: Date) {
  const preset = asked ? 'days' : period === null ? 'all' : `days_${period}`;
  return { preset, first: asked?.first ?? null, last: asked?.last ?? null, now: now.toISOString() };
}

const starsQuery = preparedText<{ stars: string; n: number }>(
  `with ${days} select s.key as stars, sum(s.n)::int as n from (${cells('rating')}) s group by 1 having sum(s.n) > 0`,
  names,
);

/** How many answers of each star there are in the days of a list. */
export const askStars = (tx: Tx, { days: asked, period }: FeedbackFilter, now: Date) =>
  starsQuery(tx, valuesOf(period, asked, now));

export const tellStars = (found: Awaited<ReturnType<typeof askStars>>): Record<number, number> =>
  Object.fromEntries(found.map(({ stars, n }) => [Number(stars), n]));

type Cell = { fact: 'rating' | 'aspect' | 'recommend' | 'asked'; key: string; kind: string; n: number };
const saidQuery = preparedText<Cell>(
  `with ${days} select s.fact, s.key, s.kind, sum(s.n)::int as n from (${cells('rating', 'aspect', 'recommend', 'asked')}) s
  group by 1, 2, 3 having sum(s.n) > 0`,
  names,
);
/** Figures of a period: what those who answered said, and how many of those who were asked in it answered. */
export function askFigures(tx: Tx, period: Period, now: Date) {
  return saidQuery(tx, valuesOf(period, undefined, now));
}

export function tellFigures(found: Awaited<ReturnType<typeof askFigures>>) {
  const of = (fact: Cell['fact'], kind = '') =>
    found.filter((cell) => cell.fact === fact && cell.kind === kind);
  const n = (fact: Cell['fact'], key: string) => of(fact).find((cell) => cell.key === key)?.n ?? 0;
  const scores = (cells: Cell[]) =>
    meanOf(
      cells.filter(({ key }) => key !== '').map(({ key, n: times }) => ({ score: Number(key), n: times })),
    );
  return {
    answers: of('rating').reduce((sum, cell) => sum + cell.n, 0),
    rating: scores(of('rating')),
    recommend: shareOf(n('recommend', 'yes'), n('recommend', 'yes') + n('recommend', 'no')),
    response: shareOf(n('asked', 'answered'), n('asked', 'answered') + n('asked', 'silent')),
    aspects: ratedAspects.map((aspect) => ({ aspect, estimate: scores(of('aspect', aspect)) })),
  };
}

/** The same for an actor, outside a screen. */
export async function readFigures(actor: Actor, period: Period, now: Date) {
  const [found] = await readAs(actor, (tx) => [askFigures(tx, period, now)]);
  return tellFigures(found);
}
export type FeedbackFigures = ReturnType<typeof tellFigures>;
