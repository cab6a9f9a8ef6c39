'use client';

import { DialogForm } from '@/components/form/dialog-form';
import { InputField, SelectField } from '@/components/form/fields';
import { useForm } from '@/components/form/use-form';
import { closeDialog } from '@/components/ui/dialog';
import { notify } from '@/components/ui/toast';
import { joinOccasion } from '@/lib/bookings/occasions/actions';
import { joinForm } from '@/lib/bookings/occasions/schema';

type Props = {
  id: string;
  bookingId: string;
  /** Those of the booking's customer. */
  occasions: readonly { id: string; name: string }[];
};

/** Takes a booking into an occasion of its customer, or begins one with it. */
export function JoinDialog({ id, bookingId, occasions }: Props) {
  const form = useForm({
    id: `join-occasion-${bookingId}`,
    initial: { occasionId: occasions[0]?.id ?? '', name: '' },
    draft: false,
    schema: joinForm,
    send: (input, key) => joinOccasion({ bookingId, ...input }, key),
    saved: (_, reset) => {
      reset();
      closeDialog(id);
      notify({ message: 'It is part of an occasion now' });
    },
  });
  const { values } = form;
  return (
    <DialogForm
      id={id}
      title="Make it part of an occasion"
      description="An occasion is several bookings of one customer that belong together: an engagement, a reception, the brunch after it."
      form={form}
      submit="Make it a part"
      cancel="Not now"
    >
      {occasions.length > 0 ? (
        <SelectField
          {...form.field('occasionId')}
          label="Occasion"
          required
          options={[
            ...occasions.map((one) => ({ value: one.id, label: one.name })),
            { value: '', label: 'A new occasion' },
          ]}
        />
      ) : null}
      {values.occasionId ? null : (
        <InputField
          {...form.field('name')}
          label="Name of the occasion"
          help="What all its parts together are called: “Ama and Kofi’s wedding”."
          required
          autoComplete="off"
          dir="auto"
        />
      )}
    </DialogForm>
  );
}
