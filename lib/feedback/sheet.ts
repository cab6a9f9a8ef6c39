import { csvTime, type Sheet } from '@/lib/platform/csv';
import type { ListedFeedback } from './queries';
import type { Unanswered } from './unanswered-queries';

const plain = (word: string | null) => word?.replaceAll('_', ' ');

/** The answers as a file. */
export const feedbackSheet: Sheet<ListedFeedback> = {
  name: 'feedback',
  columns: [
    { head: 'Given', cell: (row, place) => csvTime(row.at, place) },
    { head: 'Event', cell: (row) => row.event },
    { head: 'Customer', cell: (row) => row.customer },
    { head: 'Rating', cell: (row) => row.rating },
    { head: 'Food', cell: (row) => row.more?.food },
    { head: 'Service', cell: (row) => row.more?.service },
    { head: 'Presentation', cell: (row) => row.more?.presentation },
    { head: 'Timeliness', cell: (row) => row.more?.timeliness },
    {
      head: 'Would recommend us',
      cell: ({ more }) =>
        more?.wouldRecommend === true ? 'yes' : more?.wouldRecommend === false ? 'no' : undefined,
    },
    { head: 'In their words', cell: (row) => row.comments },
    { head: 'By', cell: (row) => plain(row.source) },
    { head: 'Case', cell: (row) => plain(row.caseState) },
  ],
};

/** The events without an answer as a file. */
export const unansweredSheet: Sheet<Unanswered & { why: string | null }> = {
  name: 'not-answered',
  columns: [
    { head: 'Event', cell: (row) => row.event },
    { head: 'Customer', cell: (row) => row.customer },
    { head: 'Starts', cell: (row, place) => csvTime(row.startsAt, place) },
    { head: 'Completed', cell: (row, place) => csvTime(row.completedAt, place) },
    { head: 'Request', cell: (row) => plain(row.state) ?? 'not looked at yet' },
    { head: 'Why', cell: (row) => row.why },
    { head: 'Asked', cell: (row, place) => csvTime(row.askedAt, place) },
    { head: 'Reminded', cell: (row, place) => csvTime(row.remindedAt, place) },
  ],
};
