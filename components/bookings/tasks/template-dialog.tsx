'use client';

import { DialogForm } from '@/components/form/dialog-form';
import { InputField, NumberField, SelectField } from '@/components/form/fields';
import { useForm } from '@/components/form/use-form';
import { showAgain } from '@/components/screen/show-again';
import { optionsOf } from '@/components/ui/options';
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
      <InputField
        {...form.field('title')}
        label="What has to be done"
        required
        dir="auto"
        autoComplete="off"
      />
      <div className="grid grid-cols-2 gap-3">
        <NumberField {...form.field('amount')} label="How many" required />
        <SelectField
          {...form.field('dueUnit')}
          label="Hours or days"
          options={[
            { value: 'days', label: 'days' },
            { value: 'hours', label: 'hours' },
          ]}
        />
        <SelectField
          {...form.field('side')}
          label="Before or after"
          options={[
            { value: 'before', label: 'before' },
            { value: 'after', label: 'after' },
          ]}
        />
        <SelectField
          {...form.field('dueFrom')}
          label="Reckoned from"
          options={[
            { value: 'start', label: 'the start' },
            { value: 'confirmation', label: 'the confirmation' },
          ]}
        />
      </div>
      <SelectField
        {...form.field('forRole')}
        label="Who"
        help="Kitchen and drivers see their own in their lists."
        options={[any('Anybody'), ...optionsOf(taskRoleWords)]}
      />
      <div className="grid grid-cols-2 gap-3">
        <SelectField
          {...form.field('eventType')}
          label="For type"
          options={[any('All types'), ...optionsOf(eventTypeWords)]}
        />
        <SelectField
          {...form.field('serviceStyle')}
          label="For style"
          options={[any('All styles'), ...optionsOf(serviceStyleWords)]}
        />
      </div>
    </DialogForm>
  );
}
