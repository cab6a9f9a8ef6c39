'use client';

import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { Form, LeaveLink, SaveButton } from '@/components/form/form';
import { MoneyField } from '@/components/form/money-field';
import { StaleNotice } from '@/components/form/stale-notice';
import { useForm } from '@/components/form/use-form';
import { Field, FieldGroup } from '@/components/ui/field';
import { FormActions } from '@/components/ui/form-actions';
import { Input, NumberInput, Textarea } from '@/components/ui/input';
import { optionsOf } from '@/components/ui/options';
import { Select } from '@/components/ui/select';
import { notify } from '@/components/ui/toast';
import { createService, updateService } from '@/lib/menu/actions';
import { serviceValues } from '@/lib/menu/form-values';
import type { ServiceValues } from '@/lib/menu/schema';
import { serviceKindWords, unitWords } from '@/lib/menu/words';
import { formatMoney } from '@/lib/platform/format/money';
import type { MoneyPlace } from '@/lib/platform/money';
import { Margin } from './margin';
import { PictureField } from './picture-field';
import { sayService, serviceLabels } from './said';

type Props = MoneyPlace & {
  draftId: string;
  initial: ServiceValues;
  edited?: { id: string; version: number; price: number };
  mayPrice: boolean;
};

const { tray: _, ...units } = unitWords;

/** A service: waiters by the hour, a tent, delivery. */
export function ServiceForm({ draftId, initial, edited, mayPrice, currency, locale }: Props) {
  const router = useRouter();
  const place = { currency, locale };
  const schema = () => import('@/lib/menu/schema').then((file) => file.serviceForm({ currency, locale }));
  const form = useForm({
    id: `service-${draftId}`,
    initial,
    version: edited?.version,
    schema,
    send: (input, key, { version }) =>
      edited ? updateService({ ...input, id: edited.id, version }, key) : createService(input, key),
    saved: ({ id }) => {
      notify({ message: edited ? 'Service saved' : 'Service added' });
      if (!edited) router.push(`/menu/services/${id}` as Route);
    },
    stored: (changed) => {
      const { cost: _cost, ...theirs } = serviceValues(changed as Parameters<typeof serviceValues>[0], place);
      return theirs;
    },
  });
  const { values, errors: wrong } = form;
  return (
    <Form form={form} className="flex max-w-2xl flex-col gap-10">
      <StaleNotice form={form} noun="service" labels={serviceLabels} say={sayService} />
      <FieldGroup legend="Service">
        <Field label="Name" name="name" error={wrong.name} required>
          <Input {...form.bind('name')} autoComplete="off" dir="auto" />
        </Field>
        <Field label="Kind" name="kind" error={wrong.kind} required>
          <Select {...form.bind('kind')} options={optionsOf(serviceKindWords)} />
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
            <Select {...form.bind('unit')} options={optionsOf(units)} />
          </Field>
          <Field label="Smallest order" name="minimumOrder" error={wrong.minimumOrder} required>
            <NumberInput {...form.bind('minimumOrder')} className="text-end" />
          </Field>
          <Field
            label="Lasts"
            name="durationMinutes"
            error={wrong.durationMinutes}
            help="One of it, where that matters."
            optional
          >
            <Input
              {...form.bind('durationMinutes')}
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
      <FormActions>
        <SaveButton form={form}>{edited ? 'Save service' : 'Add service'}</SaveButton>
        <LeaveLink form={form} href="/menu/services" />
      </FormActions>
    </Form>
  );
}
