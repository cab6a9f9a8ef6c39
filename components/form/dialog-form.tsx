'use client';

import type { ComponentProps, ReactNode } from 'react';
import { Dialog, DialogCancel } from '@/components/ui/dialog';
import { FieldScope } from '@/components/ui/field-scope';
import { Form, SaveButton } from './form';

type Props = Omit<ComponentProps<typeof Dialog>, 'children' | 'footer'> & {
  form: ComponentProps<typeof Form>['form'];
  children?: ReactNode;
  /** A verb with an object. */
  submit: string;
  danger?: boolean;
  /** What the button says that leaves things as they are. */
  cancel?: string;
};

/** A dialog around one form: its fields, then the way back and the way on. */
export function DialogForm({ form, children, submit, danger, cancel, ...dialog }: Props) {
  return (
    <FieldScope value={dialog.id ?? ''}>
      <Dialog {...dialog}>
        <Form form={form}>
          {children}
          <div className="flex flex-wrap justify-end gap-2 pt-1 pb-2 max-sm:[&>*]:flex-auto">
            <DialogCancel leave={form.reset}>{cancel}</DialogCancel>
            <SaveButton form={form} variant={danger ? 'danger' : 'primary'}>
              {submit}
            </SaveButton>
          </div>
        </Form>
      </Dialog>
    </FieldScope>
  );
}
