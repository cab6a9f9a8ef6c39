'use client';

import { useActionState, useTransition } from 'react';
import { Button, SubmitButton } from '@/components/ui/button';
import { closeDialog, Dialog, DialogButton, DialogCancel } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { notify } from '@/components/ui/toast';
import { sendTest, submitForReview } from '@/lib/messaging/actions';

type Props = { id: string; title: string; submittable: boolean; testable: boolean };

/** What a manager does with a template: give it to WhatsApp, and see it on a real phone. */
export function TemplateActions({ id, title, submittable, testable }: Props) {
  const [pending, start] = useTransition();
  const dialog = `test-${id}`;
  const submit = () =>
    start(async () => {
      const result = await submitForReview({ templateId: id });
      notify(
        result.ok
          ? { message: 'Given to WhatsApp for review', tone: 'success' }
          : { message: 'Not submitted', detail: result.message, tone: 'error' },
      );
    });
  return (
    <div className="flex shrink-0 gap-2">
      {submittable ? (
        <Button size="small" onClick={submit} pending={pending}>
          Submit for review
        </Button>
      ) : null}
      {testable ? (
        <DialogButton opens={dialog} size="small">
          Send a test
        </DialogButton>
      ) : null}
      <TestDialog id={dialog} templateId={id} title={title} />
    </div>
  );
}

function TestDialog({ id, templateId, title }: { id: string; templateId: string; title: string }) {
  const [error, send] = useActionState(async (_: string | undefined, form: FormData) => {
    const result = await sendTest({ templateId, phone: String(form.get('phone') ?? '') });
    if (!result.ok) return result.fields?.phone ?? result.message;
    closeDialog(id);
    notify({ message: 'Test on its way', detail: 'Its delivery is in the log.', tone: 'success' });
    return undefined;
  }, undefined);
  return (
    <Dialog id={id} title={`Send “${title}” as a test`} description="It goes out with sample values.">
      <form action={send} className="flex flex-col gap-4">
        <Field label="Phone number" name="phone" error={error} required help="With its country code.">
          <Input type="tel" inputMode="tel" autoComplete="tel" placeholder="+233 24 123 4567" />
        </Field>
        <div className="flex flex-wrap justify-end gap-2 pt-1 pb-2 max-sm:[&>*]:flex-1">
          <DialogCancel>Don’t send</DialogCancel>
          <SubmitButton>Send test</SubmitButton>
        </div>
      </form>
    </Dialog>
  );
}
