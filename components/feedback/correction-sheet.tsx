'use client';

import { Form, SaveButton } from '@/components/form/form';
import { StaleNotice } from '@/components/form/stale-notice';
import { useForm } from '@/components/form/use-form';
import { closeDialog, DialogCancel, SideSheet } from '@/components/ui/dialog';
import { notify } from '@/components/ui/toast';
import { correctFeedback } from '@/lib/feedback/actions';
import { correctionForm } from '@/lib/feedback/schema';
import { ScoreFields, type Scores, scoreWords, typedScores } from './score-fields';

type Props = { id: string; feedbackId: string; version: number; values: Scores };

/** Puts right what was read from the customer’s words. The words stay, and so does the first reading. */
export function CorrectionSheet({ id, feedbackId, version, values }: Props) {
  const form = useForm({
    id: `correction-${feedbackId}`,
    initial: typedScores(values),
    version,
    schema: correctionForm,
    send: (input, key, edition) => correctFeedback({ feedbackId, ...input, version: edition.version }, key),
    saved: (_, reset) => {
      reset();
      closeDialog(id);
      notify({ message: 'Feedback corrected' });
    },
    stored: typedScores,
  });
  return (
    <SideSheet
      id={id}
      title="Correct the reading"
      description="The customer’s words are kept as they wrote them; your correction is recorded with your name."
    >
      <Form form={form}>
        <StaleNotice form={form} noun="feedback" labels={scoreWords} />
        <ScoreFields form={form} />
        <div className="flex flex-wrap justify-end gap-2 pt-1 pb-2 max-sm:[&>*]:flex-1">
          <DialogCancel leave={form.reset} />
          <SaveButton form={form}>Save correction</SaveButton>
        </div>
      </Form>
    </SideSheet>
  );
}
