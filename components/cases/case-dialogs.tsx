'use client';

import { DialogForm } from '@/components/form/dialog-form';
import { SelectField } from '@/components/form/fields';
import { useForm } from '@/components/form/use-form';
import { closeDialog } from '@/components/ui/dialog';
import { notify } from '@/components/ui/toast';
import { assign, reopen, resolve } from '@/lib/cases/actions';
import { assignInput, reopenInput, resolveInput } from '@/lib/cases/schema';
import { dialogs } from './case-actions';
import { RemedyDialog } from './remedy-dialog';
import { WordsDialog } from './words-dialog';

type Props = {
  caseId: string;
  ownerId: string | null;
  people: { id: string; name: string }[];
  currency: string;
  locale: string;
  limit: string;
};

/** The dialogs of a case's page. */
export default function CaseDialogs({ caseId, ownerId, people, currency, locale, limit }: Props) {
  return (
    <>
      <WordsDialog
        about={caseId}
        id={dialogs.resolve}
        title="Mark as resolved"
        description="The clock stops. Close the case afterwards, then the customer can be asked again."
        label="How was it put right?"
        name="resolution"
        submit="Mark as resolved"
        done="Case resolved"
        schema={async () => resolveInput.pick({ resolution: true })}
        save={(resolution, key) => resolve({ caseId, resolution }, key)}
      />
      <WordsDialog
        about={caseId}
        id={dialogs.reopen}
        title="Take it up again"
        description="The case goes back to the ones in work."
        label="Why?"
        name="note"
        submit="Take it up again"
        done="Case reopened"
        schema={async () => reopenInput.pick({ note: true })}
        save={(note, key) => reopen({ caseId, note }, key)}
      />
      <AssignDialog caseId={caseId} ownerId={ownerId} people={people} />
      <RemedyDialog id={dialogs.remedy} caseId={caseId} currency={currency} locale={locale} limit={limit} />
    </>
  );
}

const assignForm = assignInput.omit({ caseId: true });

function AssignDialog({ caseId, ownerId, people }: Pick<Props, 'caseId' | 'ownerId' | 'people'>) {
  const form = useForm({
    id: `assign-${caseId}`,
    initial: { ownerId: ownerId ?? '' },
    draft: false,
    schema: assignForm,
    send: (input, key) => assign({ caseId, ...input }, key),
    saved: (_, reset) => {
      reset();
      closeDialog(dialogs.assign);
      notify({ message: 'Case handed over' });
    },
  });
  return (
    <DialogForm id={dialogs.assign} title="Give to someone else" form={form} submit="Hand over">
      <SelectField
        {...form.field('ownerId')}
        label="Owner"
        required
        options={people.map(({ id, name }) => ({ value: id, label: name }))}
        placeholder="Choose a person"
      />
    </DialogForm>
  );
}
