'use client';

import { useTransition } from 'react';
import { DialogForm } from '@/components/form/dialog-form';
import { InputField } from '@/components/form/fields';
import { attempt } from '@/components/form/send-form';
import { useForm } from '@/components/form/use-form';
import { Button } from '@/components/ui/button';
import { closeDialog, DialogButton } from '@/components/ui/dialog';
import { notify } from '@/components/ui/toast';
import { sendTest, submitForReview } from '@/lib/messaging/actions';

type Props = { id: string; title: string; submittable: boolean; testable: boolean };

/** What a manager does with a template: give it to WhatsApp, and see it on a real phone. */
export function TemplateActions({ id, title, submittable, testable }: Props) {
  const [pending, start] = useTransition();
  const dialog = `test-${id}`;
  const submit = () =>
    start(async () => {
      const result = await attempt((key) => submitForReview({ templateId: id }, key));
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

const testForm = () =>
  import('@/lib/messaging/schema').then((file) => file.testSendInput.omit({ templateId: true }));

function TestDialog({ id, templateId, title }: { id: string; templateId: string; title: string }) {
  const form = useForm({
    id: `test-${templateId}`,
    initial: { phone: '' },
    draft: false,
    schema: testForm,
    send: (input, key) => sendTest({ templateId, ...input }, key),
    saved: (_, reset) => {
      reset();
      closeDialog(id);
      notify({ message: 'Test on its way', detail: 'Its delivery is in the log.', tone: 'success' });
    },
  });
  return (
    <DialogForm
      id={id}
      title={`Send “${title}” as a test`}
      description="It goes out with sample values."
      form={form}
      submit="Send test"
      cancel="Don’t send"
    >
      <InputField
        {...form.field('phone')}
        label="Phone number"
        required
        help="With its country code."
        type="tel"
        inputMode="tel"
        autoComplete="tel"
        placeholder="+233 24 123 4567"
      />
    </DialogForm>
  );
}
