'use client';

import { type RefObject, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Textarea } from '@/components/ui/input';
import type { PageView } from '@/lib/feedback/answer-by-page';
import { pageWordsOf } from '@/lib/feedback/spoken/page';
import type { Answer } from './answer-flow';

type Props = {
  view: PageView;
  head: RefObject<HTMLHeadingElement | null>;
  pending: boolean;
  answer: (given: Answer) => void;
};

const titleOf = ({ stage, event, unhappy, tongue }: PageView) => {
  const { titles } = pageWordsOf(tongue);
  if (stage === 'rating') return titles.rating(event);
  if (stage === 'comment') return unhappy ? titles.unhappy : titles.comment;
  return stage === 'done' ? '' : titles[stage];
};

type DishStage = 'dishes' | 'dislikes';
const isDishes = (stage: PageView['stage']): stage is DishStage => stage === 'dishes' || stage === 'dislikes';

/** One question with its large answers. */
export function FlowQuestion(props: Props) {
  const { view, head, pending, answer } = props;
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
        <Button
          variant="quiet"
          size="large"
          disabled={pending}
          onClick={() => answer({ stage, value: null })}
        >
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
  return <ScoreButtons {...props} stage={stage} />;
}

function ScoreButtons({
  stage,
  view,
  pending,
  answer,
}: Props & { stage: 'rating' | 'food' | 'service' | 'presentation' | 'timeliness' }) {
  return (
    <div className="flex flex-col gap-3">
      {[5, 4, 3, 2, 1].map((value) => (
        <Button
          key={value}
          size="large"
          block
          disabled={pending}
          onClick={() => answer({ stage, value })}
          className="justify-start"
        >
          <span className="tabular w-6 font-semibold">{value}</span>{' '}
          {pageWordsOf(view.tongue).scores[value - 1]}
        </Button>
      ))}
    </div>
  );
}

function YesNo({ view, pending, answer }: Props) {
  const { yes, no } = pageWordsOf(view.tongue);
  return (
    <div className="grid grid-cols-2 gap-3">
      <Button size="large" disabled={pending} onClick={() => answer({ stage: 'recommend', value: true })}>
        {yes}
      </Button>
      <Button size="large" disabled={pending} onClick={() => answer({ stage: 'recommend', value: false })}>
        {no}
      </Button>
    </div>
  );
}

function Dishes({ stage, view, pending, answer }: Props & { stage: DishStage }) {
  const words = pageWordsOf(view.tongue);
  const [chosen, setChosen] = useState<string[]>([]);
  const offered = stage === 'dishes' ? view.dishes : view.dishes.filter(({ liked }) => liked !== true);
  const toggle = (id: string) =>
    setChosen((before) => (before.includes(id) ? before.filter((one) => one !== id) : [...before, id]));
  return (
    <div className="flex flex-col gap-3">
      {offered.map(({ lineId, name }) => (
        <button
          key={lineId}
          type="button"
          aria-pressed={chosen.includes(lineId)}
          onClick={() => toggle(lineId)}
          dir="auto"
          className="min-h-control rounded-md border px-4 py-3 text-start text-sm transition-colors hover:bg-hover aria-pressed:border-brand aria-pressed:bg-brand-soft aria-pressed:font-medium aria-pressed:text-brand-ink"
        >
          {name}
        </button>
      ))}
      <Button
        size="large"
        variant="primary"
        block
        pending={pending}
        onClick={() => answer({ stage, value: chosen })}
      >
        {chosen.length === 0 ? words.noDish : words.goOn}
      </Button>
    </div>
  );
}

function Words({ view, pending, answer }: Props) {
  const [words, setWords] = useState('');
  const { send, noComment, nothingMore } = pageWordsOf(view.tongue);
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        answer({ stage: 'comment', value: words });
      }}
    >
      <Textarea
        rows={5}
        maxLength={4000}
        value={words}
        dir="auto"
        aria-labelledby="question"
        onChange={(event) => setWords(event.target.value)}
      />
      <Button type="submit" size="large" variant="primary" block pending={pending}>
        {words.trim() ? send : view.unhappy ? noComment : nothingMore}
      </Button>
    </form>
  );
}
