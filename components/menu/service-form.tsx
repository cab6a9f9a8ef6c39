'use client';

import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { InputField, NumberField, SelectField } from '@/components/form/fields';
import { Form, LeaveLink, SaveButton } from '@/components/form/form';
import { StaleNotice } from '@/components/form/stale-notice';
import { useForm } from '@/components/form/use-form';
import { FieldGroup } from '@/components/ui/field';
import { FormActions } from '@/components/ui/form-actions';
import { optionsOf } from '@/components/ui/options';
import { notify } from '@/components/ui/toast';
import { createService, updateService } from '@/lib/menu/actions';
import { serviceValues } from '@/lib/menu/form-values';
import type { ServiceValues } from '@/lib/menu/schema';
import { serviceKindWords, unitWords } from '@/lib/menu/words';
import type { MoneyPlace } from '@/lib/platform/money';
import { sayService, serviceLabels } from './catalogue-words';
import { CostFields, DescriptionFields, PriceField } from './thing-fields';

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
  return (
    <Form form={form} className="flex max-w-2xl flex-col gap-10">
      <StaleNotice form={form} noun="service" labels={serviceLabels} say={sayService} />
      <FieldGroup legend="Service">
        <InputField {...form.field('name')} label="Name" required autoComplete="off" dir="auto" />
        <SelectField {...form.field('kind')} label="Kind" required options={optionsOf(serviceKindWords)} />
        <DescriptionFields form={form} />
      </FieldGroup>
      <FieldGroup
        legend="Price and order"
        help="For bookings to come. Bookings already made keep the price they were agreed at."
      >
        <div className="grid items-start gap-5 sm:grid-cols-2">
          <PriceField field={form.field} mayPrice={mayPrice} stored={edited?.price} place={place} />
          <SelectField {...form.field('unit')} label="The price is" required options={optionsOf(units)} />
          <NumberField {...form.field('minimumOrder')} label="Smallest order" required className="text-end" />
          <InputField
            {...form.field('durationMinutes')}
            label="Lasts"
            help="One of it, where that matters."
            optional
            inputMode="decimal"
            suffix="hours"
            className="text-end"
          />
        </div>
        <CostFields form={form} place={place} />
      </FieldGroup>
      <FormActions>
        <SaveButton form={form}>{edited ? 'Save service' : 'Add service'}</SaveButton>
        <LeaveLink form={form} href="/menu/services" />
      </FormActions>
    </Form>
  );
}
