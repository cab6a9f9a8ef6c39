import 'server-only';
import { eventTypes } from '@/db/enums';
import { eventTypeWords } from '@/lib/bookings/event-types';
import { enough } from '@/lib/stats/interval-rules';
import { type ReportBody, type ReportTable, summed } from '../document';
import { estimatedCells } from '../estimated';
import { type ReportQuery, type ReportQuestion, reportHref } from '../range';
import { tooMany } from '../range-queries';
import { shareFigure } from '../share-figure';
import {
  allSeen,
  type Cells,
  count,
  counted,
  type Details,
  listOf,
  meanFigure,
  parted,
  recommended,
  scores,
} from './answers';
import type { FeedbackAnswers } from './queries';

/** What guests said in these days; ratings by the day they were given. */
export function tellFeedbackSummary([cells, details]: FeedbackAnswers, asked: ReportQuestion): ReportBody {
  const [{ present, past }, seen] = [parted(cells), allSeen(details)];
  const { before } = asked.range;
  return {
    figures: [
      {
        ...{ label: 'Answers', format: 'count', value: count(present, 'rating'), href: listOf(asked) },
        ...{ before: before ? count(past, 'rating') : null, welcome: true },
      },
      meanFigure('Satisfaction', asked, scores(present, 'rating'), scores(past, 'rating')),
      recommended(present, past, asked),
      {
        ...shareFigure('Events answered', {
          ...{ now: answered(present), before: before && answered(past) },
          missing: 'Not enough answers',
        }),
        ...{ href: '/feedback?view=unanswered', period: 'of those completed in these days' },
      },
    ],
    tables: [starsTable(present, asked), ...(seen ? [typesTable(details, asked.query)] : [])],
    notes: seen ? [] : [tooMany('answers', 'ratings by event type')],
  };
}

const answered = (cells: Cells) => ({ k: count(cells, 'answered'), n: count(cells, 'completed') });
function starsTable(present: Cells, asked: ReportQuestion): ReportTable {
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

function typesTable(details: Details, query: ReportQuery): ReportTable {
  return {
    key: 'by-type',
    title: 'By event type',
    note: `A mean of fewer than ${enough} ratings isn’t shown.`,
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
