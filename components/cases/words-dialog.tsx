'use client';

import { useActionState } from 'react';
import { SubmitButton } from '@/components/ui/button';
import { closeDialog, Dialog, DialogCancel } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Textarea } from '@/components/ui/input';
import { notify } from '@/components/ui/toast';
import type { ActionResult } from '@/lib/platform/action';

type Props = {
  id: string;
  title: string;
  description: string;
  label: string;
  name: string;
  submit: string;
  done: string;
  save: (text: string) => Promise<ActionResult<unknown>>;
};

/** A dialog that takes one piece of text: how it was resolved, why it is reopened. */
export function WordsDialog({ id, title, description, label, name, submit, done, save }: Props) {
  const [state, send] = useActionState<{ error?: string; text?: string }, FormData>(async (_, form) => {
    const text = String(form.get(name) ?? '');
    const result = await save(text);
    if (!result.ok) return { text, error: result.fields?.[name] ?? result.message };
    closeDialog(id);
    notify({ message: done });
    return {};
  }, {});
  return (
    <Dialog id={id} title={title} description={description}>
      <form action={send} className="flex flex-col gap-4">
        <Field label={label} name={name} error={state.error} required>
          <Textarea rows={4} maxLength={2000} defaultValue={state.text} />
        </Field>
        <div className="flex flex-wrap justify-end gap-2 pt-1 pb-2 max-sm:[&>*]:flex-1">
          <DialogCancel>Not now</DialogCancel>
          <SubmitButton>{submit}</SubmitButton>
        </div>
      </form>
    </Dialog>
  );
}
