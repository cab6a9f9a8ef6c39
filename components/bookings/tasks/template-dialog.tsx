'use client';

import { DialogForm } from '@/components/form/dialog-form';
import { useForm } from '@/components/form/use-form';
import { showAgain } from '@/components/screen/show-again';
import { Field } from '@/components/ui/field';
import { Input, NumberInput } from '@/components/ui/input';
import { optionsOf } from '@/components/ui/options';
import { Select } from '@/components/ui/select';
import { notify } from '@/components/ui/toast';
import { eventTypeWords } from '@/lib/bookings/event-types';
import { saveTemplate } from '@/lib/bookings/tasks/actions';
import type { checklistScreen } from '@/lib/bookings/tasks/screens';
import { serviceStyleWords } from '@/lib/bookings/words';
import type { DataOf } from '@/lib/platform/screen';
import { taskRoleWords } from './words';

export type Template = DataOf<typeof checklistScreen>['templates'][number];

/** A task of the checklist as its form's fields hold it. */
export const templateValues = (template?: Template) => ({
  title: template?.title ?? '',
  forRole: template?.forRole ?? ('' as const),
  eventType: template?.eventType ?? ('' as const),
  serviceStyle: template?.serviceStyle ?? ('' as const),
  amount: String(Math.abs(template?.dueAmount ?? 1)),
  dueUnit: template?.dueUnit ?? 'days',
  side: (template?.dueAmount ?? -1) < 0 ? ('before' as const) : ('after' as const),
  dueFrom: template?.dueFrom ?? 'start',
});

const any = (label: string) => ({ value: '', label });

/** One task of the checklist: what, by whom, when, for which events. */
export function TemplateDialog({ template, close }: { template?: Template; close: () => void }) {
  const form = useForm({
    id: `template-${template?.id ?? 'new'}`,
    initial: templateValues(template),
    draft: false,
    schema: () => import('@/lib/bookings/tasks/schema').then((file) => file.templateForm),
    send: (input, key) => saveTemplate({ ...input, id: template?.id, version: template?.version }, key),
    saved: () => {
      close();
      showAgain();
      notify({
        message: template ? 'Saved. Bookings that have it keep it as it was.' : 'Added to the checklist',
      });
    },
  });
  const wrong = form.errors;
  return (
    <DialogForm
      id="checklist-task"
      title={template ? 'Edit task' : 'Add a task'}
      description="It is laid onto bookings that are confirmed from now on."
      open
      onClose={close}
      form={form}
      submit={template ? 'Save task' : 'Add task'}
    >
      <Field label="What has to be done" name="title" error={wrong.title} required>
        <Input {...form.bind('title')} dir="auto" autoComplete="off" />
      </Field>
      <div className="grid grid-cols-2 gap-3">
        <Field label="How many" name="amount" error={wrong.amount} required>
          <NumberInput {...form.bind('amount')} />
        </Field>
        <Field label="Hours or days" name="dueUnit" error={wrong.dueUnit}>
          <Select
            {...form.bind('dueUnit')}
            options={[
              { value: 'days', label: 'days' },
              { value: 'hours', label: 'hours' },
            ]}
          />
        </Field>
        <Field label="Before or after" name="side" error={wrong.side}>
          <Select
            {...form.bind('side')}
            options={[
              { value: 'before', label: 'before' },
              { value: 'after', label: 'after' },
            ]}
          />
        </Field>
        <Field label="Reckoned from" name="dueFrom" error={wrong.dueFrom}>
          <Select
            {...form.bind('dueFrom')}
            options={[
              { value: 'start', label: 'the start' },
              { value: 'confirmation', label: 'the confirmation' },
            ]}
          />
        </Field>
      </div>
      <Field label="Who" name="forRole" error={wrong.forRole}>
        <Select {...form.bind('forRole')} options={[any('Anybody'), ...optionsOf(taskRoleWords)]} />
      </Field>
      <div className="grid grid-cols-2 gap-3">
        <Field label="For type" name="eventType" error={wrong.eventType}>
          <Select {...form.bind('eventType')} options={[any('All types'), ...optionsOf(eventTypeWords)]} />
        </Field>
        <Field label="For style" name="serviceStyle" error={wrong.serviceStyle}>
          <Select
            {...form.bind('serviceStyle')}
            options={[any('All styles'), ...optionsOf(serviceStyleWords)]}
          />
        </Field>
      </div>
    </DialogForm>
  );
}
