'use client';

import { useActionState } from 'react';
import { SubmitButton } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Textarea } from '@/components/ui/input';
import { notify } from '@/components/ui/toast';
import { addNote } from '@/lib/cases/actions';

/** A note for colleagues on a case. */
export function NoteForm({ caseId }: { caseId: string }) {
  const [state, add] = useActionState<{ error?: string; note?: string }, FormData>(async (_, form) => {
    const note = String(form.get('note') ?? '');
    const result = await addNote({ caseId, note });
    if (!result.ok) return { note, error: result.fields?.note ?? result.message };
    notify({ message: 'Note added' });
    return {};
  }, {});
  return (
    <form action={add} className="flex flex-col gap-3">
      <Field label="Note for colleagues" name="note" error={state.error}>
        <Textarea rows={2} maxLength={2000} defaultValue={state.note} />
      </Field>
      <SubmitButton variant="secondary" className="self-start">
        Add note
      </SubmitButton>
    </form>
  );
}
