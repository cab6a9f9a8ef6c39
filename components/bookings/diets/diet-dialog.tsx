'use client';

import { DialogForm } from '@/components/form/dialog-form';
import { InputField, NumberField, TextareaField } from '@/components/form/fields';
import { useForm } from '@/components/form/use-form';
import { showAgain } from '@/components/screen/show-again';
import { CheckGrid } from '@/components/ui/check-grid';
import { Checkbox } from '@/components/ui/choice';
import { FieldGroup } from '@/components/ui/field';
import { optionsOf } from '@/components/ui/options';
import { notify } from '@/components/ui/toast';
import { addDiet, editDiet } from '@/lib/bookings/diets/actions';
import type { GuestDiet } from '@/lib/bookings/diets/queries';
import { dietForm } from '@/lib/bookings/diets/schema';
import { allergenWords, dietWords } from '@/lib/menu/words';

type Props = {
  bookingId: string;
  /** None: a new one. */
  diet?: GuestDiet;
  close: () => void;
};

/** What one guest, or a group of them, can't or won't eat. */
export default function DietDialog({ bookingId, diet, close }: Props) {
  const form = useForm({
    id: `diet-${diet?.id ?? bookingId}`,
    initial: {
      guest: diet?.guest ?? '',
      people: String(diet?.people ?? 1),
      avoids: diet?.avoids ?? [],
      diets: diet?.diets ?? [],
      severe: diet?.severe ?? false,
      notes: diet?.notes ?? '',
    },
    draft: false,
    schema: dietForm,
    send: (input, key) =>
      diet
        ? editDiet({ id: diet.id, version: diet.version, ...input }, key)
        : addDiet({ bookingId, ...input }, key),
    saved: () => {
      close();
      showAgain();
      notify({ message: diet ? 'Diet saved' : 'Diet added' });
    },
  });
  const { values, errors: wrong } = form;
  return (
    <DialogForm
      id="diet"
      title={diet ? `Diet of ${diet.guest}` : 'Add a diet'}
      open
      onClose={close}
      form={form}
      submit={diet ? 'Save diet' : 'Add diet'}
    >
      <div className="grid grid-cols-[1fr_6rem] items-start gap-4">
        <InputField
          {...form.field('guest')}
          label="Who"
          help="A name, a table, a group."
          required
          dir="auto"
          autoComplete="off"
        />
        <NumberField {...form.field('people')} label="People" required />
      </div>
      <FieldGroup legend="Can’t eat" name="avoids" error={wrong.avoids}>
        <CheckGrid
          name="avoids"
          options={optionsOf(allergenWords)}
          chosen={values.avoids}
          change={(avoids) => form.set({ avoids })}
          className="grid-cols-2 gap-y-1 sm:grid-cols-3"
        />
        <Checkbox
          name="severe"
          label="Severe: traces are too much"
          error={wrong.severe}
          checked={values.severe}
          onChange={({ target }) => form.set({ severe: target.checked })}
        />
      </FieldGroup>
      <FieldGroup legend="Diet" name="diets" error={wrong.diets}>
        <CheckGrid
          name="diets"
          options={optionsOf(dietWords)}
          chosen={values.diets}
          change={(diets) => form.set({ diets })}
          className="grid-cols-2 gap-y-1 sm:grid-cols-3"
        />
      </FieldGroup>
      <TextareaField {...form.field('notes')} label="Notes" optional rows={2} dir="auto" />
    </DialogForm>
  );
}
