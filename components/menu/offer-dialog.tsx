'use client';

import { useMemo } from 'react';
import { DialogForm } from '@/components/form/dialog-form';
import { MoneyField } from '@/components/form/money-field';
import { StaleNotice } from '@/components/form/stale-notice';
import { useForm } from '@/components/form/use-form';
import { Checkbox } from '@/components/ui/choice';
import { notify } from '@/components/ui/toast';
import { updateOffer } from '@/lib/menu/actions';
import { offerForm } from '@/lib/menu/schema';
import { formatMoney } from '@/lib/platform/format/money';
import { typedMoney } from '@/lib/platform/money';

/** A dish or service that can be changed. */
export type Offer = {
  id: string;
  kind: 'menu' | 'service';
  name: string;
  price: number;
  active: boolean;
  version: number;
};

type Props = { offer: Offer; currency: string; locale: string; mayPrice: boolean; close: () => void };

/** Changes the price of a dish or service, or whether it is offered. */
export function OfferDialog({ offer, currency, locale, mayPrice, close }: Props) {
  const { id, kind, name } = offer;
  const place = { currency, locale };
  const schema = useMemo(() => offerForm({ currency, locale }), [currency, locale]);
  const form = useForm({
    id: `offer-${id}`,
    initial: { price: typedMoney(offer.price, place), active: offer.active },
    version: offer.version,
    draft: false,
    schema,
    send: (input, key, { version }) => updateOffer({ id, kind, version, ...input }, key),
    saved: () => {
      notify({ message: `${name} changed` });
      close();
    },
    stored: ({ price, active }) => ({
      price: typedMoney(Number(price), place),
      active: Boolean(active),
    }),
  });
  const offered = kind === 'menu' ? 'On the menu' : 'Offered';
  return (
    <DialogForm
      id={`change-${id}`}
      title={name}
      description="For bookings to come. Bookings already made keep the price they were agreed at."
      open
      onClose={close}
      form={form}
      submit="Save changes"
    >
      <StaleNotice
        form={form}
        noun={kind === 'menu' ? 'dish' : 'service'}
        labels={{ price: 'Price', active: offered }}
        say={(field, value) => (field === 'active' ? (value ? 'Yes' : 'No') : undefined)}
      />
      {mayPrice ? (
        <MoneyField label="Price" control={form.bind('price')} error={form.errors.price} {...place} />
      ) : (
        <p className="text-muted text-sm">
          Price {formatMoney(offer.price, currency, locale)}. In this company only managers change prices.
        </p>
      )}
      <Checkbox
        name="active"
        label={offered}
        help="Off, it can’t be added to bookings any more."
        checked={form.values.active}
        onChange={(event) => form.set({ active: event.target.checked })}
      />
    </DialogForm>
  );
}
