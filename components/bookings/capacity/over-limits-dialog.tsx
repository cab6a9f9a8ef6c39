'use client';

import type { z } from 'zod';
import { DialogForm } from '@/components/form/dialog-form';
import { TextareaField } from '@/components/form/fields';
import { useForm } from '@/components/form/use-form';
import { closeDialog } from '@/components/ui/dialog';
import { notify } from '@/components/ui/toast';
import { overLimitsForm } from '@/lib/bookings/schema';
import type { ActionResult } from '@/lib/platform/action';
import { overLimitsDialog, useProblem } from './asked-reason';

type Props = {
  /** What is confirmed. */
  id: string;
  submit: string;
  /** Where the reason goes. */
  help: string;
  /** What is said once it is confirmed. */
  done: string;
  confirm: (reason: z.output<typeof overLimitsForm>, key: string) => Promise<ActionResult<unknown>>;
};

/** Asks a manager why something is confirmed although it goes over the company's limits. */
export function OverLimitsDialog({ id, submit, help, done, confirm }: Props) {
  const problem = useProblem();
  const form = useForm({
    id: `over-limits-${id}`,
    initial: { overLimits: '' },
    draft: false,
    schema: overLimitsForm,
    send: confirm,
    saved: (_, reset) => {
      reset();
      closeDialog(overLimitsDialog);
      notify({ message: done });
    },
  });
  return (
    <DialogForm
      id={overLimitsDialog}
      title="Confirm it all the same?"
      description={problem}
      form={form}
      submit={submit}
      cancel="Not now"
    >
      <TextareaField {...form.field('overLimits')} label="Reason" required help={help} rows={3} />
    </DialogForm>
  );
}
