import { feedbackSources } from '@/db/enums';
import { twoDays } from '@/lib/bookings/calendar/two-days';
import { listFilter, oneOf } from '@/lib/platform/list-filter';
import type { Address } from '@/lib/platform/screen';

/** Days back from now; null for all. */
export type Period = 30 | 90 | 365 | null;
const usual: Period = 365;

/** Answers by stars, recommendation, where they came from and how long ago. */
export const feedbackFilter = listFilter('/feedback', {
  stars: {
    read: (text): number | undefined => (text && /^[1-5]$/.test(text) ? Number(text) : undefined),
    write: (stars) => stars && String(stars),
  },
  recommend: oneOf(['yes', 'no']),
  source: oneOf(feedbackSources),
  /** Any two days instead of a period. */
  days: twoDays,
  period: {
    read: (text): Period => (text === 'all' ? null : text === '30' ? 30 : text === '90' ? 90 : usual),
    write: (period) => (period === usual ? undefined : period === null ? 'all' : String(period)),
  },
});
export type FeedbackFilter = ReturnType<typeof feedbackFilter.read>;

/** Events without an answer, the other half of the page. */
export const unansweredFilter = listFilter('/feedback', {
  view: { read: (): 'unanswered' => 'unanswered', write: (view) => view },
});
export type UnansweredFilter = ReturnType<typeof unansweredFilter.read>;

export type View = 'answers' | 'unanswered';

/** Which half of the page is open. */
export function readView(params: Address['search']): View {
  return params.view === 'unanswered' ? 'unanswered' : 'answers';
}
