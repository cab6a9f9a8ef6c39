'use client';

import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { DateTimeField, InputField, NumberField, SelectField } from '@/components/form/fields';
import { Form, LeaveLink, SaveButton } from '@/components/form/form';
import { StaleNotice } from '@/components/form/stale-notice';
import { useForm } from '@/components/form/use-form';
import { Field, FieldGroup } from '@/components/ui/field';
import { FormActions } from '@/components/ui/form-actions';
import { optionsOf } from '@/components/ui/options';
import { Select } from '@/components/ui/select';
import { notify } from '@/components/ui/toast';
import { createDish, updateDish } from '@/lib/menu/actions';
import { allergensOf } from '@/lib/menu/allergens';
import { dishValues } from '@/lib/menu/form-values';
import type { Category } from '@/lib/menu/offer-queries';
import type { DishValues } from '@/lib/menu/schema';
import { monthWords, spiceWords, unitWords } from '@/lib/menu/words';
import type { MoneyPlace } from '@/lib/platform/money';
import { dishLabels, sayDish } from './catalogue-words';
import { AllergenFields, DietFields } from './food-fields';
import { CostFields, DescriptionFields, PriceField } from './thing-fields';

type Props = MoneyPlace & {
  /** Names the draft. */
  draftId: string;
  initial: DishValues;
  edited?: { id: string; version: number; price: number };
  categories: readonly Category[];
  /** Whether this person sets prices here. */
  mayPrice: boolean;
};

const leastOf = (unit: DishValues['unit']) => (unit === 'guest' ? '10' : '1');
const months = [
  { value: '', label: 'Any month' },
  ...monthWords.map((label, at) => ({ value: String(at + 1), label })),
];

/** A dish: what it is, what it costs, who can eat it, when it is offered. */
export function DishForm({ draftId, initial, edited, categories, mayPrice, currency, locale }: Props) {
  const router = useRouter();
  const place = { currency, locale };
  const schema = () => import('@/lib/menu/schema').then((file) => file.dishForm({ currency, locale }));
  const form = useForm({
    id: `dish-${draftId}`,
    initial,
    version: edited?.version,
    schema,
    send: (input, key, { version }) =>
      edited ? updateDish({ ...input, id: edited.id, version }, key) : createDish(input, key),
    saved: ({ id }) => {
      notify({ message: edited ? 'Dish saved' : 'Dish added' });
      if (!edited) router.push(`/menu/${id}` as Route);
    },
    stored: (changed) => {
      const { cost: _, ...theirs } = dishValues(changed as Parameters<typeof dishValues>[0], place);
      return theirs;
    },
  });
  const { values, errors: wrong } = form;
  const shown = categories.filter(({ id, active }) => active || id === values.categoryId);
  return (
    <Form form={form} className="flex max-w-2xl flex-col gap-10">
      <StaleNotice
        form={form}
        noun="dish"
        labels={dishLabels}
        say={(field, value) => sayDish(field, value, categories)}
      />
      <FieldGroup legend="Dish">
        <InputField {...form.field('name')} label="Name" required autoComplete="off" dir="auto" />
        <SelectField
          {...form.field('categoryId')}
          label="Category"
          required
          placeholder="Choose a category"
          options={shown.map(({ id, name, active }) => ({
            value: id,
            label: active ? name : `${name} (archived)`,
          }))}
        />
        <DescriptionFields form={form} />
      </FieldGroup>

      <FieldGroup
        legend="Price and order"
        help="For bookings to come. Bookings already made keep the price they were agreed at."
      >
        <div className="grid items-start gap-5 sm:grid-cols-2">
          <PriceField field={form.field} mayPrice={mayPrice} stored={edited?.price} place={place} />
          <Field label="The price is" name="unit" error={wrong.unit} required>
            <Select
              name="unit"
              value={values.unit}
              options={optionsOf(unitWords)}
              onChange={(event) => {
                const unit = event.target.value as DishValues['unit'];
                // The smallest order that nobody has typed goes with the unit: ten guests, one tray.
                const untouched = !edited && values.minimumOrder === leastOf(values.unit);
                form.set({ unit, ...(untouched && { minimumOrder: leastOf(unit) }) });
              }}
            />
          </Field>
          {values.unit === 'tray' ? (
            <NumberField
              {...form.field('feeds')}
              label="One tray feeds"
              required
              suffix="guests"
              className="text-end"
            />
          ) : null}
          <NumberField {...form.field('minimumOrder')} label="Smallest order" required className="text-end" />
          <InputField
            {...form.field('preparationMinutes')}
            label="Preparation"
            help="Before serving."
            inputMode="decimal"
            suffix="hours"
            className="text-end"
          />
        </div>
        <CostFields form={form} place={place} />
      </FieldGroup>

      <DietFields
        diets={values.diets}
        error={wrong.diets}
        change={(diets) => form.set({ diets })}
        spice={
          <SelectField
            {...form.field('spice')}
            label="How spicy"
            around="sm:max-w-56"
            options={spiceWords.map((label, at) => ({ value: String(at), label }))}
          />
        }
      />
      <AllergenFields
        states={values.allergens}
        known={allergensOf(values.allergens)}
        change={(allergens) => form.set({ allergens })}
      />

      <FieldGroup
        legend="When it is offered"
        help="Empty: always. On other days it can’t be added to a booking."
      >
        <div className="grid items-start gap-5 sm:grid-cols-2">
          <SelectField {...form.field('seasonFrom')} label="Season from" optional options={months} />
          <SelectField
            {...form.field('seasonTo')}
            label="Season until"
            help="Every year; the month included."
            optional
            options={months}
          />
          <DateTimeField {...form.field('availableFrom')} label="First day" optional kind="date" />
          <DateTimeField
            {...form.field('availableTo')}
            label="Last day"
            optional
            kind="date"
            min={values.availableFrom || undefined}
          />
        </div>
      </FieldGroup>

      <FormActions>
        <SaveButton form={form}>{edited ? 'Save dish' : 'Add dish'}</SaveButton>
        <LeaveLink form={form} href="/menu" />
      </FormActions>
    </Form>
  );
}
