'use client';

import { DialogForm } from '@/components/form/dialog-form';
import { InputField, SelectField } from '@/components/form/fields';
import { useForm } from '@/components/form/use-form';
import { showAgain } from '@/components/screen/show-again';
import { closeDialog } from '@/components/ui/dialog';
import { optionsOf } from '@/components/ui/options';
import { notify } from '@/components/ui/toast';
import { askErasure } from '@/lib/privacy/actions';
import { reasonWords } from '@/lib/privacy/erasing/rules';

export const eraseDialog = 'anonymise-customer';

/** The last question before a customer is anonymised: why, and their name typed. */
export function EraseDialog({ person: { id, name } }: { person: { id: string; name: string } }) {
  const form = useForm({
    id: `anonymise-${id}`,
    initial: { why: '', typed: '' },
    draft: false,
    secret: ['typed'],
    schema: () => import('@/lib/privacy/erasing/schema').then((file) => file.eraseForm),
    send: (input, key) => askErasure({ customerId: id, ...input }, key),
    saved: (_, reset) => {
      reset();
      closeDialog(eraseDialog);
      notify({
        message: 'Their data is being removed',
        detail: 'It takes a moment. The receipt stays on this page.',
      });
      showAgain();
    },
  });
  return (
    <DialogForm
      id={eraseDialog}
      title={`Anonymise ${name}?`}
      description="Name, numbers, addresses, messages, words and photos go everywhere, for good. Nobody can bring them back, we neither."
      form={form}
      submit="Anonymise for good"
      danger
      cancel="Not now"
    >
      <SelectField
        {...form.field('why')}
        label="Why"
        required
        options={optionsOf(reasonWords)}
        placeholder="Choose"
      />
      <InputField
        {...form.field('typed')}
        label={`Type “${name}” to confirm`}
        required
        autoComplete="off"
        dir="auto"
      />
    </DialogForm>
  );
}
