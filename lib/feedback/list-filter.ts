import { feedbackSources } from '@/db/enums';
import type { Address } from '@/lib/platform/screen';
import type { Source } from './rules';

export type Period = 30 | 90 | 365 | null;
export type FeedbackFilter = {
  stars?: number;
  recommend?: 'yes' | 'no';
  source?: Source;
  /** Days back from now; null for all. */
  period: Period;
  /** Place after which the page begins. */
  after?: string;
  before?: string;
};

export type View = 'answers' | 'unanswered';

const one = (value: string | string[] | undefined) => (typeof value === 'string' ? value : undefined);
const periods: Record<string, Period> = { '30': 30, '90': 90, '365': 365, all: null };

/** The filter that an address asks for; what it can't mean is left out. */
export function readFilter(params: Address['search']): FeedbackFilter {
  const stars = Number(one(params.stars));
  const recommend = one(params.recommend);
  return {
    stars: Number.isInteger(stars) && stars >= 1 && stars <= 5 ? stars : undefined,
    recommend: recommend === 'yes' || recommend === 'no' ? recommend : undefined,
    source: feedbackSources.find((known) => known === one(params.source)),
    period: periods[one(params.period) ?? ''] ?? (one(params.period) === 'all' ? null : 365),
    after: one(params.after),
    before: one(params.before),
  };
}

/** Which half of the page is open. */
export function readView(params: Address['search']): View {
  return one(params.view) === 'unanswered' ? 'unanswered' : 'answers';
}

/** The address of a filter, changed as given; without a place in the list unless one is given. */
export function filterHref(filter: FeedbackFilter, change: Partial<FeedbackFilter> = {}): string {
  const { after: _, before: __, ...kept } = filter;
  const { period, ...rest } = { ...kept, ...change };
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(rest)) if (value) params.set(name, String(value));
  if (period !== 365) params.set('period', period === null ? 'all' : String(period));
  return params.size > 0 ? `/feedback?${params}` : '/feedback';
}
