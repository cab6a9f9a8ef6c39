import type { ChangeEvent, ComponentProps } from 'react';
import { type BoundField, TextareaField } from '@/components/form/fields';
import { MoneyField } from '@/components/form/money-field';
import { formatMoney } from '@/lib/platform/format/money';
import type { MoneyPlace } from '@/lib/platform/money';
import { Margin } from './margin';
import { PictureField } from './picture-field';

type Picture = ComponentProps<typeof PictureField>;

type DescribedForm = {
  field: (name: 'description') => BoundField;
  values: { pictureId: Picture['value'] };
  errors: { pictureId?: string };
  set: (changed: { pictureId: Parameters<Picture['change']>[0] }) => void;
  hold: Picture['hold'];
};

/** What customers read of a thing and see of it: dishes, services and packages have both. */
export function DescriptionFields({ form: { field, values, errors, set, hold } }: { form: DescribedForm }) {
  return (
    <>
      <TextareaField
        {...field('description')}
        label="Description"
        help="As customers read it."
        optional
        rows={3}
        dir="auto"
      />
      <PictureField
        value={values.pictureId}
        error={errors.pictureId}
        change={(pictureId) => set({ pictureId })}
        hold={hold}
      />
    </>
  );
}

type PriceProps = {
  field: (name: 'price') => BoundField;
  /** Whether this person sets prices here. */
  mayPrice: boolean;
  /** As it is stored, minor units. */
  stored: number | undefined;
  place: MoneyPlace;
};

/** The price, or what it is where only managers change it. */
export function PriceField({ field, mayPrice, stored, place }: PriceProps) {
  if (mayPrice) return <MoneyField {...field('price')} label="Price" {...place} />;
  return (
    <p className="text-muted text-sm">
      Price {formatMoney(stored ?? 0, place.currency, place.locale)}. In this company only managers change
      prices.
    </p>
  );
}

type CostForm = {
  values: { price: string; cost?: string };
  errors: { cost?: string };
  set: (changed: { cost: string }) => void;
};

/** What it costs and what is left of the price, where this person sees costs. */
export function CostFields({ form: { values, errors, set }, place }: { form: CostForm; place: MoneyPlace }) {
  if (values.cost === undefined) return null;
  return (
    <div className="grid items-start gap-5 sm:grid-cols-2">
      <MoneyField
        name="cost"
        value={values.cost}
        onChange={(event: ChangeEvent<HTMLInputElement>) => set({ cost: event.target.value })}
        error={errors.cost}
        label="What it costs you"
        help="Seen by managers only."
        optional
        {...place}
      />
      <Margin price={values.price} cost={values.cost} {...place} />
    </div>
  );
}
