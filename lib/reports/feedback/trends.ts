import 'server-only';
import { enough, ofScores } from '@/lib/stats/interval-rules';
import { bucketColumn, bucketHref, bucketsOf } from '../buckets';
import type { ReportBody, ReportTable } from '../document';
import { estimatedCells, partOf, scoreOf } from '../estimated';
import { type Asked, type Cells, count, listOf, meanFigure, parted, scores } from './answers';
import type { FeedbackAnswers } from './queries';
import { recommended } from './summary';

/** How content guests were, day by day or month by month. */
export function tellSatisfaction(answers: FeedbackAnswers, asked: Asked): ReportBody {
  const { present, past } = parted(answers);
  return {
    figures: [
      meanFigure('Satisfaction', asked, scores(present, 'rating'), scores(past, 'rating')),
      recommended(present, past, asked),
    ],
    tables: [trendTable(present, asked)],
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
        href: bucketHref(
          'satisfaction',
          { range, query },
          { days, list: listOf({ range, query }, {}, days) },
        ),
      };
    }),
    sum: ['Sum', null, ofScores(scores(present, 'rating')).n, count(present, 'rating'), null],
  };
}
