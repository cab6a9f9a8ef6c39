'use client';

import { useEffect, useRef, useState, useTransition } from 'react';
import type { z } from 'zod';
import type { PageView } from '@/lib/feedback/answer-by-page';
import { answerPublicly } from '@/lib/feedback/link-action';
import type { oneAnswer } from '@/lib/feedback/schema';
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

/** One question a screen; each answer is stored before the next question shows. */
export function AnswerFlow({ token, first }: { token: string; first: PageView }) {
  const [view, setView] = useState(first);
  const [problem, setProblem] = useState<string>();
  const [pending, startTransition] = useTransition();
  const head = useRef<HTMLHeadingElement>(null);
  const { stage } = view;

  // The new question is where a screen reader and a keyboard go on; the first one is left to the page.
  useEffect(() => {
    if (stage !== first.stage) head.current?.focus();
  }, [stage, first.stage]);

  const answer = (given: Answer) =>
    startTransition(async () => {
      const result = await answerPublicly({ token, answer: given }).catch(() => undefined);
      if (!result) setProblem('You seem to be offline. Your answer was not stored yet: try again.');
      else if (!result.ok) setProblem(result.message);
      else {
        setProblem(undefined);
        setView(result.data);
      }
    });

  if (stage === 'done') return <FlowEnd view={view} head={head} />;
  const step = stages.indexOf(stage) + 1;
  return (
    <div className="flex flex-1 flex-col gap-6" aria-busy={pending}>
      <div>
        <progress
          value={step}
          max={stages.length}
          aria-label={`Question ${step} of ${stages.length}`}
          className="h-1.5 w-full overflow-hidden rounded-full accent-brand"
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
