'use client';

import { useActionState } from 'react';
import { SubmitButton } from '@/components/ui/button';
import { closeDialog, Dialog, DialogCancel } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { notify } from '@/components/ui/toast';
import { assign, reopen, resolve } from '@/lib/cases/actions';
import { dialogs } from './case-actions';
import { RemedyDialog } from './remedy-dialog';
import { WordsDialog } from './words-dialog';

type Props = {
  caseId: string;
  ownerId: string | null;
  people: { id: string; name: string }[];
  currency: string;
  limit: string;
};

/** The dialogs of a case's page. */
export function CaseDialogs({ caseId, ownerId, people, currency, limit }: Props) {
  return (
    <>
      <WordsDialog
        id={dialogs.resolve}
        title="Mark as resolved"
        description="The clock stops. Close the case afterwards, then the customer can be asked again."
        label="How was it put right?"
        name="resolution"
        submit="Mark as resolved"
        done="Case resolved"
        save={(resolution) => resolve({ caseId, resolution })}
      />
      <WordsDialog
        id={dialogs.reopen}
        title="Take it up again"
        description="The case goes back to the ones in work."
        label="Why?"
        name="note"
        submit="Take it up again"
        done="Case reopened"
        save={(note) => reopen({ caseId, note })}
      />
      <AssignDialog caseId={caseId} ownerId={ownerId} people={people} />
      <RemedyDialog id={dialogs.remedy} caseId={caseId} currency={currency} limit={limit} />
    </>
  );
}

function AssignDialog({ caseId, ownerId, people }: Pick<Props, 'caseId' | 'ownerId' | 'people'>) {
  const [error, send] = useActionState<string | undefined, FormData>(async (_, form) => {
    const result = await assign({ caseId, ownerId: String(form.get('ownerId') ?? '') });
    if (!result.ok) return result.fields?.ownerId ?? result.message;
    closeDialog(dialogs.assign);
    notify({ message: 'Case handed over' });
    return undefined;
  }, undefined);
  return (
    <Dialog id={dialogs.assign} title="Give to someone else">
      <form key={ownerId} action={send} className="flex flex-col gap-4">
        <Field label="Owner" name="ownerId" error={error} required>
          <Select
            options={people.map(({ id, name }) => ({ value: id, label: name }))}
            defaultValue={ownerId ?? ''}
            placeholder="Choose a person"
          />
        </Field>
        <div className="flex flex-wrap justify-end gap-2 pt-1 pb-2 max-sm:[&>*]:flex-1">
          <DialogCancel />
          <SubmitButton>Hand over</SubmitButton>
        </div>
      </form>
    </Dialog>
  );
}
