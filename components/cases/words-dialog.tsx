'use client';

import type { z } from 'zod';
import { DialogForm } from '@/components/form/dialog-form';
import { useForm } from '@/components/form/use-form';
import { closeDialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Textarea } from '@/components/ui/input';
import { notify } from '@/components/ui/toast';
import type { ActionResult } from '@/lib/platform/action';

type Props = {
  id: string;
  /** The case or booking that it is about. */
  about: string;
  title: string;
  description: string;
  label: string;
  name: string;
  submit: string;
  done: string;
  /** Loads what the text is checked by, under its name. */
  schema: () => Promise<z.ZodType<Record<string, string>>>;
  save: (text: string, key: string) => Promise<ActionResult<unknown>>;
};

/** A dialog that takes one piece of text: how it was resolved, why it is reopened. */
export function WordsDialog({ id, about, label, name, done, schema, save, ...dialog }: Props) {
  const form = useForm<Record<string, string>, Record<string, string>, unknown>({
    id: `${id}-${about}`,
    initial: { [name]: '' },
    draft: false,
    schema,
    send: (input, key) => save(input[name] ?? '', key),
    saved: (_, reset) => {
      reset();
      closeDialog(id);
      notify({ message: done });
    },
  });
  return (
    <DialogForm id={id} {...dialog} form={form} cancel="Not now">
      <Field label={label} name={name} error={form.errors[name]} required>
        <Textarea {...form.bind(name)} rows={4} />
      </Field>
    </DialogForm>
  );
}
