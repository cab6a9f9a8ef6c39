'use client';

import { type ReactNode, useEffect, useRef } from 'react';
import { Button } from '@/components/ui/button';
import type { PageView } from '@/lib/feedback/answers/answer-by-page';
import { pageWordsOf } from '@/lib/feedback/conversation/spoken/page';
import type { ActionResult } from '@/lib/platform/action';
import { FlowEnd } from './flow-end';
import { FlowQuestion } from './flow-question';
import { usePostedForm } from './use-posted-form';

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

type Stored = ActionResult<PageView>;

type FlowProps = {
  first: PageView;
  /** Bound by the page, to a signed link or to an event of someone who is signed in. */
  store: (before: Stored | null, form: FormData) => Promise<Stored>;
  /** Where to go on after the last question. */
  end?: ReactNode;
};

/**
 * One question a screen; each answer is stored before the next question shows. A form that the browser itself
 * can post: a tap before the script has arrived counts, and without any script the page still works.
 */
export function AnswerFlow({ first, store, end }: FlowProps) {
  const { form, stored, problem, pending } = usePostedForm(store, pageWordsOf(first.tongue).offline);
  const view = stored?.data ?? first;
  const head = useRef<HTMLHeadingElement>(null);
  const { stage } = view;
  const words = pageWordsOf(view.tongue);

  // The new question is where a screen reader and a keyboard go on; the first one is left to the page.
  useEffect(() => {
    if (stage !== first.stage) head.current?.focus();
  }, [stage, first.stage]);

  const change = view.changeUntil ? (
    <form className="flex flex-wrap items-center gap-x-3 gap-y-2 text-sm" {...form}>
      <input type="hidden" name="stage" value="again" />
      <p>{words.changeUntil(view.changeUntil)}</p>
      <Button type="submit" disabled={pending}>
        {words.change}
      </Button>
    </form>
  ) : null;
  const alarm = problem ? (
    <p role="alert" className="rounded-md bg-danger-soft px-4 py-3 text-danger-ink text-sm">
      {problem}
    </p>
  ) : null;
  if (stage === 'done')
    return (
      <div className="flex flex-1 flex-col gap-6">
        {alarm}
        <FlowEnd view={view} head={head}>
          {change}
          {end}
        </FlowEnd>
      </div>
    );
  const step = stages.indexOf(stage) + 1;
  return (
    <div className="flex flex-1 flex-col gap-8">
      <form className="group flex flex-col gap-6" {...form} aria-busy={pending}>
        <input type="hidden" name="stage" value={stage} />
        {view.again ? <input type="hidden" name="change" value="1" /> : null}
        <div>
          <progress
            value={step}
            max={stages.length}
            aria-label={words.step(step, stages.length)}
            className="block h-1.5 w-full appearance-none overflow-hidden rounded-full bg-bone [&::-moz-progress-bar]:bg-brand [&::-webkit-progress-bar]:bg-bone [&::-webkit-progress-value]:bg-brand"
          />
        </div>
        {alarm}
        <FlowQuestion key={`${stage} ${view.reference}`} view={view} head={head} pending={pending} />
      </form>
      {change}
    </div>
  );
}
