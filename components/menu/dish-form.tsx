'use client';

import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { Form, LeaveLink, SaveButton } from '@/components/form/form';
import { MoneyField } from '@/components/form/money-field';
import { StaleNotice } from '@/components/form/stale-notice';
import { useForm } from '@/components/form/use-form';
import { Field, FieldGroup } from '@/components/ui/field';
import { FormActions } from '@/components/ui/form-actions';
import { DateTimeInput, Input, NumberInput, Textarea } from '@/components/ui/input';
import { optionsOf } from '@/components/ui/options';
import { Select } from '@/components/ui/select';
import { notify } from '@/components/ui/toast';
import { createDish, updateDish } from '@/lib/menu/actions';
import { allergensOf } from '@/lib/menu/allergens';
import { dishValues } from '@/lib/menu/form-values';
import type { Category } from '@/lib/menu/offer-queries';
import type { DishValues } from '@/lib/menu/schema';
import { monthWords, spiceWords, unitWords } from '@/lib/menu/words';
import { formatMoney } from '@/lib/platform/format/money';
import type { MoneyPlace } from '@/lib/platform/money';
import { AllergenFields, DietFields } from './food-fields';
import { Margin } from './margin';
import { PictureField } from './picture-field';
import { dishLabels, sayDish } from './said';

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
        <Field label="Name" name="name" error={wrong.name} required>
          <Input {...form.bind('name')} autoComplete="off" dir="auto" />
        </Field>
        <Field label="Category" name="categoryId" error={wrong.categoryId} required>
          <Select
            {...form.bind('categoryId')}
            placeholder="Choose a category"
            options={shown.map(({ id, name, active }) => ({
              value: id,
              label: active ? name : `${name} (archived)`,
            }))}
          />
        </Field>
        <Field
          label="Description"
          name="description"
          error={wrong.description}
          help="As customers read it."
          optional
        >
          <Textarea {...form.bind('description')} rows={3} dir="auto" />
        </Field>
        <PictureField
          value={values.pictureId}
          error={wrong.pictureId}
          change={(pictureId) => form.set({ pictureId })}
          hold={form.hold}
        />
      </FieldGroup>

      <FieldGroup
        legend="Price and order"
        help="For bookings to come. Bookings already made keep the price they were agreed at."
      >
        <div className="grid items-start gap-5 sm:grid-cols-2">
          {mayPrice ? (
            <MoneyField label="Price" control={form.bind('price')} error={wrong.price} {...place} />
          ) : (
            <p className="text-muted text-sm">
              Price {formatMoney(edited?.price ?? 0, currency, locale)}. In this company only managers change
              prices.
            </p>
          )}
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
            <Field label="One tray feeds" name="feeds" error={wrong.feeds} required>
              <NumberInput {...form.bind('feeds')} suffix="guests" className="text-end" />
            </Field>
          ) : null}
          <Field label="Smallest order" name="minimumOrder" error={wrong.minimumOrder} required>
            <NumberInput {...form.bind('minimumOrder')} className="text-end" />
          </Field>
          <Field
            label="Preparation"
            name="preparationMinutes"
            error={wrong.preparationMinutes}
            help="Before serving."
          >
            <Input
              {...form.bind('preparationMinutes')}
              inputMode="decimal"
              suffix="hours"
              className="text-end"
            />
          </Field>
        </div>
        {values.cost === undefined ? null : (
          <div className="grid items-start gap-5 sm:grid-cols-2">
            <MoneyField
              label="What it costs you"
              control={{
                name: 'cost',
                value: values.cost,
                onChange: (event) => form.set({ cost: event.target.value }),
              }}
              error={wrong.cost}
              help="Seen by managers only."
              optional
              {...place}
            />
            <Margin price={values.price} cost={values.cost} {...place} />
          </div>
        )}
      </FieldGroup>

      <DietFields
        diets={values.diets}
        error={wrong.diets}
        change={(diets) => form.set({ diets })}
        spice={
          <Field label="How spicy" name="spice" error={wrong.spice} className="sm:max-w-56">
            <Select
              {...form.bind('spice')}
              options={spiceWords.map((label, at) => ({ value: String(at), label }))}
            />
          </Field>
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
          <Field label="Season from" name="seasonFrom" error={wrong.seasonFrom} optional>
            <Select {...form.bind('seasonFrom')} options={months} />
          </Field>
          <Field
            label="Season until"
            name="seasonTo"
            error={wrong.seasonTo}
            help="Every year; the month included."
            optional
          >
            <Select {...form.bind('seasonTo')} options={months} />
          </Field>
          <Field label="First day" name="availableFrom" error={wrong.availableFrom} optional>
            <DateTimeInput kind="date" {...form.bind('availableFrom')} />
          </Field>
          <Field label="Last day" name="availableTo" error={wrong.availableTo} optional>
            <DateTimeInput
              kind="date"
              {...form.bind('availableTo')}
              min={values.availableFrom || undefined}
            />
          </Field>
        </div>
      </FieldGroup>

      <FormActions>
        <SaveButton form={form}>{edited ? 'Save dish' : 'Add dish'}</SaveButton>
        <LeaveLink form={form} href="/menu" />
      </FormActions>
    </Form>
  );
}
