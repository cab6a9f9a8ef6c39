import { EstimateFigure, spell, spellRange } from '@/components/stats/estimate';
import { Figure, Figures } from '@/components/ui/figure';
import { Section } from '@/components/ui/section';
import { StatBar } from '@/components/ui/stat-bar';
import type { FeedbackFigures as Data } from '@/lib/feedback/figures';
import { feedbackFilter, type Period } from '@/lib/feedback/list-filter';
import { formatCount } from '@/lib/platform/format/numbers';
import { aspectWords, periodKey, periodWords } from './words';

type Props = { data: Data; period: Period; locale: string };

/** What customers said in a period: each figure with its range, how many it rests on, and the way to its rows. */
export function FeedbackFigures({ data, period, locale }: Props) {
  const { answers, rating, recommend, response, aspects } = data;
  const words = periodWords[periodKey(period)] ?? '';
  const all = feedbackFilter.href({ period });
  const told = aspects.filter(({ estimate }) => estimate.value !== null);
  return (
    <div className="flex flex-col gap-6">
      <Section title={words} note="The range beside an average holds the true one 95 times of 100.">
        <Figures>
          <EstimateFigure
            label="Average rating"
            figure={{ estimate: rating, href: all }}
            scale="score"
            {...{ locale }}
          />
          <EstimateFigure
            label="Response rate"
            figure={{ estimate: response, href: '/feedback?view=unanswered' }}
            scale="share"
            {...{ locale }}
          />
          <EstimateFigure
            label="Would recommend"
            figure={{ estimate: recommend, href: feedbackFilter.href({ period, recommend: 'yes' }) }}
            scale="share"
            {...{ locale }}
          />
          <Figure label="Answers" value={formatCount(answers, locale)} href={all} />
        </Figures>
      </Section>
      {told.length > 0 ? (
        <Section title="By aspect">
          <div className="grid gap-x-10 gap-y-3 sm:grid-cols-2">
            {told.map(({ aspect, estimate }) =>
              estimate.value === null ? null : (
                <StatBar
                  key={aspect}
                  label={aspectWords[aspect]}
                  value={`${spell(estimate.value, 'score', locale)} of 5 · ${spellRange(estimate, 'score', locale)} · n = ${formatCount(estimate.n, locale)}`}
                  share={(estimate.value - 1) / 4}
                />
              ),
            )}
          </div>
        </Section>
      ) : null}
    </div>
  );
}
