'use client';

import { useState } from 'react';
import { DialogForm } from '@/components/form/dialog-form';
import { InputField } from '@/components/form/fields';
import { attempt } from '@/components/form/send-form';
import { useForm } from '@/components/form/use-form';
import { showAgain } from '@/components/screen/show-again';
import { Button } from '@/components/ui/button';
import { Section } from '@/components/ui/section';
import { notify } from '@/components/ui/toast';
import { holdCustomer } from '@/lib/privacy/actions';

type Person = { id: string; name: string; holdReason: string | null };

/** A note that somebody's data must be kept, such as for a lawsuit. */
export function HoldSection({ person, confirmed }: { person: Person; confirmed: boolean }) {
  const [asking, setAsking] = useState(false);
  const lift = async () => {
    const result = await attempt((key) => holdCustomer({ customerId: person.id, reason: null }, key));
    if (!result.ok) return notify({ message: 'Not taken away', detail: result.message, tone: 'error' });
    notify({ message: 'The note is gone' });
    showAgain();
  };
  return (
    <Section
      title="Must be kept"
      actions={
        confirmed ? (
          <Button
            size="small"
            aria-haspopup={person.holdReason ? undefined : 'dialog'}
            onClick={() => (person.holdReason ? void lift() : setAsking(true))}
          >
            {person.holdReason ? 'Take the note away' : 'Note why'}
          </Button>
        ) : null
      }
    >
      <p dir="auto" className="break-words text-sm">
        {person.holdReason ?? (
          <span className="text-muted">
            No. Note it where the law or a dispute asks you to keep their data.
          </span>
        )}
      </p>
      {asking ? <HoldDialog person={person} close={() => setAsking(false)} /> : null}
    </Section>
  );
}

function HoldDialog({ person: { id, name }, close }: { person: Person; close: () => void }) {
  const form = useForm({
    id: `hold-${id}`,
    initial: { reason: '' },
    draft: false,
    schema: () => import('@/lib/privacy/erasing/schema').then((file) => file.holdForm),
    send: ({ reason }, key) => holdCustomer({ customerId: id, reason }, key),
    saved: (_, reset) => {
      reset();
      close();
      notify({ message: `${name} can’t be anonymised as long as the note stands` });
      showAgain();
    },
  });
  return (
    <DialogForm
      id="hold-customer"
      open
      onClose={close}
      title={`Why must ${name}’s data be kept?`}
      form={form}
      submit="Keep their data"
      cancel="Not now"
    >
      <InputField
        {...form.field('reason')}
        label="Reason"
        help="For example: the lawsuit about the wedding of May."
        required
        dir="auto"
      />
    </DialogForm>
  );
}
