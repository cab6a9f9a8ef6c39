'use client';

import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { useMemo } from 'react';
import { InputField, NumberField, SelectField } from '@/components/form/fields';
import { Form, LeaveLink, SaveButton } from '@/components/form/form';
import { MoneyField } from '@/components/form/money-field';
import { StaleNotice } from '@/components/form/stale-notice';
import { useForm } from '@/components/form/use-form';
import { FieldGroup } from '@/components/ui/field';
import { FormActions } from '@/components/ui/form-actions';
import { optionsOf } from '@/components/ui/options';
import { notify } from '@/components/ui/toast';
import { eventTypeWords } from '@/lib/bookings/event-types';
import { createPackage, updatePackage } from '@/lib/menu/actions';
import type { MenuChoice } from '@/lib/menu/choice-queries';
import { packageValues, type StoredPackage } from '@/lib/menu/packages/form-values';
import type { PackageDetail } from '@/lib/menu/packages/queries';
import type { PackageValues } from '@/lib/menu/packages/schema';
import { type PackagePricing, pricedPhrase, pricingWords, tierWords } from '@/lib/menu/packages/words';
import { formatMoney } from '@/lib/platform/format/money';
import type { MoneyPlace } from '@/lib/platform/money';
import { DescriptionFields } from '../thing-fields';
import { CourseList } from './course-list';
import { packageLabels, sayPackage } from './package-words';
import { partNames } from './part-names';
import { ServiceList } from './service-list';

type Props = MoneyPlace & {
  draftId: string;
  initial: PackageValues;
  edited?: { id: string; version: number; price: number; pricing: PackagePricing };
  /** Names what stands in it, archived dishes too. */
  stored?: PackageDetail;
  menu: readonly MenuChoice[];
  mayPrice: boolean;
};

const types = [{ value: '', label: 'Any event' }, ...optionsOf(eventTypeWords)];

/** A package: what it is called and costs, for whom it is, and what is chosen in it. */
export function PackageForm({ draftId, initial, edited, stored, menu, mayPrice, ...place }: Props) {
  const { currency, locale } = place;
  const router = useRouter();
  const schema = () =>
    import('@/lib/menu/packages/schema').then((file) => file.packageForm({ currency, locale }));
  const names = useMemo(() => partNames(menu, stored), [menu, stored]);
  const form = useForm({
    id: `package-${draftId}`,
    initial,
    version: edited?.version,
    schema,
    send: (input, key, { version }) =>
      edited ? updatePackage({ ...input, id: edited.id, version }, key) : createPackage(input, key),
    saved: ({ id }) => {
      notify({ message: edited ? 'Package saved' : 'Package added' });
      if (!edited) router.push(`/menu/packages/${id}` as Route);
    },
    stored: (changed) => packageValues(changed as StoredPackage, place),
  });
  const { values, errors: wrong } = form;
  return (
    <Form form={form} className="flex max-w-2xl flex-col gap-10">
      <StaleNotice
        form={form}
        noun="package"
        labels={packageLabels}
        say={(field, value) => sayPackage(field, value, names)}
      />
      <FieldGroup legend="Package">
        <InputField {...form.field('name')} label="Name" required autoComplete="off" dir="auto" />
        <div className="grid items-start gap-5 sm:grid-cols-2">
          <SelectField {...form.field('eventType')} label="Type of event" optional options={types} />
          <SelectField {...form.field('tier')} label="Tier" required options={optionsOf(tierWords)} />
        </div>
        <DescriptionFields form={form} />
      </FieldGroup>
      <FieldGroup
        legend="Price and guests"
        help="For bookings to come. Bookings already made keep the price they were agreed at."
      >
        {mayPrice ? (
          <div className="grid items-start gap-5 sm:grid-cols-2">
            <SelectField
              {...form.field('pricing')}
              label="The price is"
              required
              options={optionsOf(pricingWords)}
            />
            {values.pricing === 'custom' ? (
              <p className="text-muted text-sm sm:pt-7">
                Customers see “price on request”. The price is set in each booking.
              </p>
            ) : (
              <MoneyField {...form.field('price')} label="Price" {...place} />
            )}
          </div>
        ) : (
          <p className="text-muted text-sm">
            {edited && edited.pricing !== 'custom'
              ? `Price ${formatMoney(edited.price, currency, locale)} ${pricedPhrase[edited.pricing]}. `
              : 'Priced on request. '}
            In this company only managers change prices.
          </p>
        )}
        <div className="grid items-start gap-5 sm:grid-cols-2">
          <NumberField
            {...form.field('minimumGuests')}
            label="From so many guests"
            required
            className="text-end"
          />
          <NumberField
            {...form.field('maximumGuests')}
            label="Up to so many guests"
            required
            className="text-end"
          />
        </div>
      </FieldGroup>
      <CourseList
        courses={values.courses}
        wrong={wrong}
        dishes={menu.filter(({ kind }) => kind === 'dish')}
        names={names}
        money={place}
        change={(courses) => form.set({ courses })}
      />
      <ServiceList
        services={values.services}
        wrong={wrong}
        choices={menu.filter(({ kind }) => kind === 'service')}
        names={names}
        money={place}
        change={(services) => form.set({ services })}
      />
      <FormActions>
        <SaveButton form={form}>{edited ? 'Save package' : 'Add package'}</SaveButton>
        <LeaveLink form={form} href="/menu/packages" />
      </FormActions>
    </Form>
  );
}
