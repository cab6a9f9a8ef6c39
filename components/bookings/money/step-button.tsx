'use client';

import { type ReactNode, useTransition } from 'react';
import { attempt } from '@/components/form/send-form';
import { Button } from '@/components/ui/button';
import { notify } from '@/components/ui/toast';
import type { ActionResult } from '@/lib/platform/action';

type Props = {
  run: (key: string) => Promise<ActionResult<unknown>>;
  /** Said when it is done. */
  done: string;
  children: ReactNode;
};

/** A step without questions. */
export function StepButton({ run, done, children }: Props) {
  const [pending, start] = useTransition();
  const press = () =>
    start(async () => {
      const result = await attempt(run);
      notify(
        result.ok
          ? { message: done, tone: 'success' }
          : { message: 'Not possible now', detail: result.message, tone: 'error' },
      );
    });
  return (
    <Button pending={pending} onClick={press}>
      {children}
    </Button>
  );
}
