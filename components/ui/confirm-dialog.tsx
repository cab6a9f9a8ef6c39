'use client';

import type { ReactNode } from 'react';
import { SubmitButton } from './button';
import { closeDialog, Dialog, DialogCancel } from './dialog';

type ConfirmDialogProps = {
  id: string;
  title: string;
  /** What will happen, to how many, and that it can't be taken back. */
  consequence: ReactNode;
  /** A verb with an object: "Cancel the booking". */
  confirm: string;
  cancel?: string;
  danger?: boolean;
  /** A server action; the dialog closes when it is done. */
  action: (form: FormData) => unknown;
  /** Hidden values that the action needs. */
  fields?: Record<string, string>;
  /** A reason to give, for example. */
  children?: ReactNode;
};

/** Before something that can't be undone. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const formId = `${props.id}-form`;
  const run = async (form: FormData) => {
    await props.action(form);
    closeDialog(props.id);
  };
  return (
    <Dialog id={props.id} title={props.title} description={props.consequence}>
      <form id={formId} action={run} className="flex flex-col gap-4">
        {Object.entries(props.fields ?? {}).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {props.children}
        <div className="flex flex-wrap justify-end gap-2 pt-1 pb-2 max-sm:[&>*]:flex-1">
          <DialogCancel>{props.cancel}</DialogCancel>
          <SubmitButton variant={props.danger ? 'danger' : 'primary'}>{props.confirm}</SubmitButton>
        </div>
      </form>
    </Dialog>
  );
}
