'use client';

import { type ReactNode, useEffect, useRef, useState, useTransition } from 'react';
import type { z } from 'zod';
import type { ActionResult } from '@/lib/action';
import type { PageView } from '@/lib/feedback/answer-by-page';
import { answerPublicly } from '@/lib/feedback/link-action';
import { answerAboutBooking } from '@/lib/feedback/portal-actions';
import type { oneAnswer } from '@/lib/feedback/schema';
import { pageWordsOf } from '@/lib/feedback/spoken/page';
import { FlowEnd } from './flow-end';
import { FlowQuestion } from './flow-question';

export type Answer = z.input<typeof oneAnswer>;

const stages = [
  'rating',
  'food',
  'service',
  'presentation',
  'timeliness',
  'recommend',
  'dishes',
  'dislikes',
  'comment',
] as const;

/** The questions behind a signed link; nobody is signed in. */
export function LinkFlow({ token, first }: { token: string; first: PageView }) {
  return <AnswerFlow first={first} store={(answer) => answerPublicly({ token, answer })} />;
}

/** The same questions for a client who is signed in, about an event of theirs. */
export function PortalFlow(props: { bookingId: string; first: PageView; end: ReactNode }) {
  const { bookingId, first, end } = props;
  return <AnswerFlow first={first} end={end} store={(answer) => answerAboutBooking({ bookingId, answer })} />;
}

type FlowProps = {
  first: PageView;
  store: (answer: Answer) => Promise<ActionResult<PageView>>;
  /** Where to go on after the last question. */
  end?: ReactNode;
};

/** One question a screen; each answer is stored before the next question shows. */
function AnswerFlow({ first, store, end }: FlowProps) {
  const [view, setView] = useState(first);
  const [problem, setProblem] = useState<string>();
  const [pending, startTransition] = useTransition();
  const head = useRef<HTMLHeadingElement>(null);
  const { stage } = view;
  const words = pageWordsOf(view.tongue);

  // The new question is where a screen reader and a keyboard go on; the first one is left to the page.
  useEffect(() => {
    if (stage !== first.stage) head.current?.focus();
  }, [stage, first.stage]);

  const answer = (given: Answer) =>
    startTransition(async () => {
      const result = await store(given).catch(() => undefined);
      if (!result) setProblem(words.offline);
      else if (!result.ok) setProblem(result.message);
      else {
        setProblem(undefined);
        setView(result.data);
      }
    });

  if (stage === 'done')
    return (
      <FlowEnd view={view} head={head}>
        {end}
      </FlowEnd>
    );
  const step = stages.indexOf(stage) + 1;
  return (
    <div className="flex flex-1 flex-col gap-6" aria-busy={pending}>
      <div>
        <progress
          value={step}
          max={stages.length}
          aria-label={words.step(step, stages.length)}
          className="block h-1.5 w-full appearance-none overflow-hidden rounded-full bg-bone [&::-moz-progress-bar]:bg-brand [&::-webkit-progress-bar]:bg-bone [&::-webkit-progress-value]:bg-brand"
        />
      </div>
      {problem ? (
        <p role="alert" className="rounded-md bg-danger-soft px-4 py-3 text-danger-ink text-sm">
          {problem}
        </p>
      ) : null}
      <FlowQuestion key={stage} view={view} head={head} pending={pending} answer={answer} />
    </div>
  );
}
