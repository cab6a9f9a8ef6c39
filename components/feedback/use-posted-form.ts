import { type FormEvent, useActionState, useState, useTransition } from 'react';
import type { ActionResult } from '@/lib/platform/action';

type Store<T> = (before: ActionResult<T> | null, form: FormData) => Promise<ActionResult<T>>;

/**
 * A form of a public page. Before the script has arrived, or where there is none, the browser posts it by itself
 * and the answer is rendered into the page; afterwards it is sent without leaving the page, so that a lost
 * connection costs nothing that was typed. `offline` is what to say then;
 * `stored` is the last answer that was taken.
 * Bind `store` in the page on the server: bound while rendering here, it is new at each attempt, and React waits for
 * each new one's arguments without end.
 */
export function usePostedForm<T>(store: Store<T>, offline: string) {
  const [posted, action] = useActionState(store, null);
  const [stored, setStored] = useState(posted?.ok ? posted : null);
  const [problem, setProblem] = useState(posted?.ok === false ? posted.message : undefined);
  const [pending, startTransition] = useTransition();
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (pending) return;
    const form = new FormData(event.currentTarget, (event.nativeEvent as SubmitEvent).submitter);
    startTransition(async () => {
      const answer = await store(null, form).catch(() => null);
      if (answer?.ok) setStored(answer);
      setProblem(answer?.ok ? undefined : (answer?.message ?? offline));
    });
  };
  return { form: { action, onSubmit }, stored, problem, pending };
}
