'use client';

import { DialogForm } from '@/components/form/dialog-form';
import { useForm } from '@/components/form/use-form';
import { showAgain } from '@/components/screen/show-again';
import { Checkbox } from '@/components/ui/choice';
import { Field, FieldGroup } from '@/components/ui/field';
import { Input, NumberInput, Textarea } from '@/components/ui/input';
import { notify } from '@/components/ui/toast';
import { diets as allDiets, allergens } from '@/db/enums';
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
  const { errors: wrong, values } = form;
  const toggled = <T,>(list: readonly T[], one: T, on: boolean) =>
    on ? [...list, one] : list.filter((held) => held !== one);
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
        <Field label="Who" name="guest" error={wrong.guest} help="A name, a table, a group." required>
          <Input {...form.bind('guest')} dir="auto" autoComplete="off" />
        </Field>
        <Field label="People" name="people" error={wrong.people} required>
          <NumberInput {...form.bind('people')} />
        </Field>
      </div>
      <FieldGroup legend="Can’t eat">
        <div className="grid grid-cols-2 gap-x-5 gap-y-1 sm:grid-cols-3">
          {allergens.map((allergen) => (
            <Checkbox
              key={allergen}
              name="avoids"
              value={allergen}
              label={allergenWords[allergen]}
              checked={values.avoids.includes(allergen)}
              onChange={({ target }) =>
                form.set({ avoids: toggled(values.avoids, allergen, target.checked) })
              }
            />
          ))}
        </div>
        <Checkbox
          name="severe"
          label="Severe: traces are too much"
          error={wrong.severe}
          checked={values.severe}
          onChange={({ target }) => form.set({ severe: target.checked })}
        />
      </FieldGroup>
      <FieldGroup legend="Diet">
        <div className="grid grid-cols-2 gap-x-5 gap-y-1 sm:grid-cols-3">
          {allDiets.map((one) => (
            <Checkbox
              key={one}
              name="diets"
              value={one}
              label={dietWords[one]}
              checked={values.diets.includes(one)}
              onChange={({ target }) => form.set({ diets: toggled(values.diets, one, target.checked) })}
            />
          ))}
        </div>
      </FieldGroup>
      <Field label="Notes" name="notes" error={wrong.notes} optional>
        <Textarea {...form.bind('notes')} rows={2} dir="auto" />
      </Field>
    </DialogForm>
  );
}
