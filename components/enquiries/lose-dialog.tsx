'use client';

import { DialogForm } from '@/components/form/dialog-form';
import { SelectField, TextareaField } from '@/components/form/fields';
import { useForm } from '@/components/form/use-form';
import { optionsOf } from '@/components/ui/options';
import { notify } from '@/components/ui/toast';
import { loseEnquiry } from '@/lib/enquiries/actions';
import { mayLose } from '@/lib/enquiries/rules';
import { lostWords } from '@/lib/enquiries/words';
import { type Movable, ruled } from './move-enquiry';

const schema = () => import('@/lib/enquiries/schema').then((file) => file.loseInput.omit({ id: true }));

/** Gives an enquiry up and asks why: the owner wants to know. Open while there is one; key it by its id. */
export function LoseDialog({ card, close }: { card: Movable; close: () => void }) {
  const decision = mayLose(ruled(card));
  const form = useForm({
    id: `lose-${card.id}`,
    initial: { reason: '', note: '' },
    draft: false,
    schema,
    send: (input, key) => loseEnquiry({ id: card.id, ...input }, key),
    saved: ({ cancelled }, reset) => {
      reset();
      close();
      notify({
        message: `${card.name}: lost`,
        detail: cancelled ? 'Its booking is cancelled.' : undefined,
        tone: 'plain',
      });
    },
  });
  return (
    <DialogForm
      id="lose-enquiry"
      open
      onClose={close}
      title={`Lost: ${card.name}?`}
      description={
        decision.ok
          ? decision.cancels
            ? `Its booking ${card.booking?.reference ?? ''} is cancelled with it. That can’t be undone.`
            : 'It leaves the board. You can take it up again later.'
          : decision.reason
      }
      form={form}
      submit="Mark as lost"
      danger
      cancel="Not now"
    >
      <SelectField
        {...form.field('reason')}
        label="Why was it lost?"
        required
        options={optionsOf(lostWords)}
        placeholder="Choose the reason"
      />
      <TextareaField {...form.field('note')} label="In their words" optional rows={2} dir="auto" />
    </DialogForm>
  );
}
