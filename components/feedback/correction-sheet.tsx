'use client';

import { useActionState } from 'react';
import { SubmitButton } from '@/components/ui/button';
import { closeDialog, DialogCancel, SideSheet } from '@/components/ui/dialog';
import { notify } from '@/components/ui/toast';
import { correctFeedback } from '@/lib/feedback/actions';
import { readScores, ScoreFields, type Scores } from './score-fields';

type Props = { id: string; feedbackId: string; version: number; values: Scores };

/** Puts right what was read from the customer's words. The words stay, and so does the first reading. */
export function CorrectionSheet({ id, feedbackId, version, values }: Props) {
  const [errors, correct] = useActionState<Record<string, string>, FormData>(async (_, form) => {
    const result = await correctFeedback({ feedbackId, version, ...readScores(form) });
    if (!result.ok) return result.fields ?? { form: result.message };
    closeDialog(id);
    notify({ message: 'Feedback corrected' });
    return {};
  }, {});
  return (
    <SideSheet
      id={id}
      title="Correct the reading"
      description="The customer’s words are kept as they wrote them; your correction is recorded with your name."
    >
      <form key={version} action={correct} className="flex flex-col gap-4">
        {errors.form ? (
          <p role="alert" className="text-danger-ink text-sm">
            {errors.form}
          </p>
        ) : null}
        <ScoreFields values={values} errors={errors} />
        <div className="flex flex-wrap justify-end gap-2 pt-1 pb-2 max-sm:[&>*]:flex-1">
          <DialogCancel />
          <SubmitButton>Save correction</SubmitButton>
        </div>
      </form>
    </SideSheet>
  );
}
