import 'server-only';
import { enough, ofScores } from '@/lib/stats/interval-rules';
import { bucketColumn, bucketsOf } from '../buckets';
import type { ReportBody, ReportTable } from '../document';
import { estimatedCells, partOf, scoreOf } from '../estimated';
import type { ReportQuestion } from '../range';
import { behind, type Cells, count, meanFigure, parted, recommended, scores } from './answers';

/** How content guests were, day by day or month by month. */
export function tellSatisfaction([cells]: [Cells], asked: ReportQuestion): ReportBody {
  const { present, past } = parted(cells);
  return {
    figures: [
      meanFigure('Satisfaction', asked, scores(present, 'rating'), scores(past, 'rating')),
      recommended(present, past, asked),
    ],
    tables: [trendTable(present, asked)],
  };
}

function trendTable(present: Cells, asked: ReportQuestion): ReportTable {
  const { range } = asked;
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
        href: behind('satisfaction', asked, days),
      };
    }),
    sum: ['Sum', null, ofScores(scores(present, 'rating')).n, count(present, 'rating'), null],
  };
}
