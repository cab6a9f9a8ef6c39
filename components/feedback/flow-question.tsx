import type { RefObject } from 'react';
import { Button } from '@/components/ui/button';
import { Textarea } from '@/components/ui/input';
import type { PageView } from '@/lib/feedback/answers/answer-by-page';
import { pageWordsOf } from '@/lib/feedback/conversation/spoken/page';

type Props = {
  view: PageView;
  head: RefObject<HTMLHeadingElement | null>;
  pending: boolean;
};

const titleOf = ({ stage, event, unhappy, tongue }: PageView) => {
  const { titles } = pageWordsOf(tongue);
  if (stage === 'rating') return titles.rating(event);
  if (stage === 'comment') return unhappy ? titles.unhappy : titles.comment;
  return stage === 'done' ? '' : titles[stage];
};

type DishStage = 'dishes' | 'dislikes';
const isDishes = (stage: PageView['stage']): stage is DishStage => stage === 'dishes' || stage === 'dislikes';

/** One question with its large answers, inside the form that takes them as `value` or `skip`. */
export function FlowQuestion(props: Props) {
  const { view, head, pending } = props;
  const { stage, tongue } = view;
  const words = pageWordsOf(tongue);
  return (
    <section aria-labelledby="question" lang={tongue} className="flex flex-col gap-6">
      <h1
        id="question"
        ref={head}
        tabIndex={-1}
        dir="auto"
        className="break-words font-semibold text-lg outline-none"
      >
        {titleOf(view)}
      </h1>
      {stage === 'comment' && view.reference ? (
        <p className="text-muted text-sm">{words.caseOpen(view.reference)}</p>
      ) : null}
      <Answers {...props} />
      {isDishes(stage) || stage === 'rating' || stage === 'comment' || stage === 'done' ? null : (
        <Button type="submit" name="skip" value="1" variant="quiet" size="large" disabled={pending}>
          {words.skip}
        </Button>
      )}
    </section>
  );
}

function Answers(props: Props) {
  const { stage } = props.view;
  if (stage === 'recommend') return <YesNo {...props} />;
  if (isDishes(stage)) return <Dishes {...props} stage={stage} />;
  if (stage === 'comment') return <Words {...props} />;
  if (stage === 'done') return null;
  return <ScoreButtons {...props} />;
}

function ScoreButtons({ view, pending }: Props) {
  return (
    <div className="flex flex-col gap-3">
      {[5, 4, 3, 2, 1].map((value) => (
        <Button
          key={value}
          type="submit"
          name="value"
          value={value}
          size="large"
          block
          disabled={pending}
          className="justify-start"
        >
          <span className="tabular w-6 font-semibold">{value}</span>{' '}
          {pageWordsOf(view.tongue).scores[value - 1]}
        </Button>
      ))}
    </div>
  );
}

function YesNo({ view, pending }: Props) {
  const { yes, no } = pageWordsOf(view.tongue);
  return (
    <div className="grid grid-cols-2 gap-3">
      <Button type="submit" name="value" value="yes" size="large" disabled={pending}>
        {yes}
      </Button>
      <Button type="submit" name="value" value="no" size="large" disabled={pending}>
        {no}
      </Button>
    </div>
  );
}

function Dishes({ stage, view, pending }: Props & { stage: DishStage }) {
  const words = pageWordsOf(view.tongue);
  const offered = stage === 'dishes' ? view.dishes : view.dishes.filter(({ liked }) => liked !== true);
  return (
    <div className="flex flex-col gap-3">
      {offered.map(({ lineId, name }) => (
        <label
          key={lineId}
          dir="auto"
          className="flex min-h-control items-center gap-3 rounded-md border px-4 py-3 text-start text-sm transition-colors hover:bg-hover has-checked:border-brand has-checked:bg-brand-soft has-checked:font-medium has-checked:text-brand-ink has-focus-visible:outline-2 has-focus-visible:outline-brand"
        >
          <input type="checkbox" name="value" value={lineId} className="size-4 shrink-0 accent-brand" />
          <span className="min-w-0 break-words">{name}</span>
        </label>
      ))}
      <Button type="submit" size="large" variant="primary" block pending={pending}>
        <span className="group-has-checked:hidden">{words.noDish}</span>
        <span className="hidden group-has-checked:inline">{words.goOn}</span>
      </Button>
    </div>
  );
}

function Words({ view, pending }: Props) {
  const { send, noComment, nothingMore } = pageWordsOf(view.tongue);
  return (
    <div className="flex flex-col gap-3">
      {/* The blank placeholder is what lets the style sheet tell an empty field. */}
      <Textarea
        name="value"
        rows={5}
        maxLength={4000}
        placeholder=" "
        dir="auto"
        aria-labelledby="question"
      />
      <Button type="submit" size="large" variant="primary" block pending={pending}>
        <span className="group-has-placeholder-shown:hidden">{send}</span>
        <span className="hidden group-has-placeholder-shown:inline">
          {view.unhappy ? noComment : nothingMore}
        </span>
      </Button>
    </div>
  );
}
