'use client';

import { Form, SaveButton } from '@/components/form/form';
import { useForm } from '@/components/form/use-form';
import { Field } from '@/components/ui/field';
import { Textarea } from '@/components/ui/input';
import { notify } from '@/components/ui/toast';
import { addNote } from '@/lib/cases/actions';
import { noteInput } from '@/lib/cases/schema';

const schema = noteInput.omit({ caseId: true });

/** A note for colleagues on a case. */
export function NoteForm({ caseId }: { caseId: string }) {
  const form = useForm({
    id: `note-${caseId}`,
    initial: { note: '' },
    schema,
    send: (input, key) => addNote({ caseId, ...input }, key),
    saved: (_, reset) => {
      reset();
      notify({ message: 'Note added' });
    },
  });
  return (
    <Form form={form} className="flex flex-col gap-3">
      <Field label="Note for colleagues" name="note" error={form.errors.note}>
        <Textarea {...form.bind('note')} rows={2} />
      </Field>
      <SaveButton form={form} variant="secondary" className="self-start">
        Add note
      </SaveButton>
    </Form>
  );
}
