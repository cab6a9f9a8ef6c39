import { Figure, Figures } from '@/components/ui/figure';
import { Section } from '@/components/ui/section';
import { StatBar } from '@/components/ui/stat-bar';
import type { Period } from '@/lib/feedback/list-filter';
import type { FeedbackFigures as Data } from '@/lib/feedback/queries';
import { enoughAnswers } from '@/lib/feedback/rules';
import { aspects, aspectWords, periodKey, periodWords } from './words';

const few = `Not enough data: fewer than ${enoughAnswers} answers`;
const share = (part: number, of: number) => (of === 0 ? '0' : Math.round((100 * part) / of).toString());

/** What customers said in a period, each figure with its number of answers and none with too few of them. */
export function FeedbackFigures({ data, period }: { data: Data; period: Period }) {
  const words = periodWords[periodKey(period)];
  const enough = (n: number) => (n >= enoughAnswers ? undefined : few);
  return (
    <div className="flex flex-col gap-6">
      <Figures>
        <Figure
          label="Average rating"
          value={data.average?.toFixed(1) ?? ''}
          unit="of 5"
          period={words}
          n={data.rated}
          missing={enough(data.rated)}
        />
        <Figure
          label="Response rate"
          value={share(data.answered, data.sent)}
          unit="% of those asked"
          period={words}
          n={data.sent}
          missing={data.sent >= enoughAnswers ? undefined : 'Not enough data: fewer than 5 customers asked'}
        />
        <Figure
          label="Would recommend"
          value={share(data.recommend, data.asked)}
          unit="%"
          period={words}
          n={data.asked}
          missing={enough(data.asked)}
        />
        <Figure label="Answers" value={String(data.n)} period={words} />
      </Figures>
      {data.aspects >= enoughAnswers ? (
        <Section title="By aspect" note={`${data.aspects} customers answered in detail`}>
          <div className="grid gap-x-10 gap-y-3 sm:grid-cols-2">
            {aspects.map((aspect) => {
              const mean = data[aspect];
              return mean === null ? null : (
                <StatBar
                  key={aspect}
                  label={aspectWords[aspect]}
                  value={`${mean.toFixed(1)} of 5`}
                  share={(mean - 1) / 4}
                />
              );
            })}
          </div>
        </Section>
      ) : null}
    </div>
  );
}
