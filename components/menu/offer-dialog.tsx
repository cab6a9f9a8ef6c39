'use client';

import { useActionState } from 'react';
import { SubmitButton } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/choice';
import { Dialog, DialogCancel } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { notify } from '@/components/ui/toast';
import { updateOffer } from '@/lib/menu/actions';
import { decimals } from '@/lib/platform/format/money';

/** A dish or service that can be changed. */
export type Offer = {
  id: string;
  kind: 'menu' | 'service';
  name: string;
  price: number;
  active: boolean;
  version: number;
};

type State = { error?: string; price: string; active: boolean };

/** Changes the price of a dish or service, or whether it is offered. */
export function OfferDialog(props: { offer: Offer; currency: string; close: () => void }) {
  const { offer, currency, close } = props;
  const digits = decimals(currency);
  const [state, save] = useActionState<State, FormData>(
    async (_, form) => {
      const typed = { price: String(form.get('price') ?? ''), active: form.get('active') !== null };
      const { id, kind, version } = offer;
      const result = await updateOffer({ id, kind, version, ...typed });
      if (!result.ok) return { ...typed, error: result.fields?.price ?? result.message };
      notify({ message: `${offer.name} changed` });
      close();
      return typed;
    },
    { price: (offer.price / 10 ** digits).toFixed(digits), active: offer.active },
  );
  return (
    <Dialog
      id={`change-${offer.id}`}
      title={offer.name}
      description="For bookings to come. Bookings already made keep the price they were agreed at."
      open
      onClose={close}
    >
      <form action={save} className="flex flex-col gap-4">
        <Field label="Price" name="price" error={state.error} required>
          <Input
            prefix={currency}
            inputMode="decimal"
            autoComplete="off"
            className="text-end"
            defaultValue={state.price}
          />
        </Field>
        <Checkbox
          name="active"
          label={offer.kind === 'menu' ? 'On the menu' : 'Offered'}
          help="Off, it can’t be added to bookings any more."
          defaultChecked={state.active}
        />
        <div className="flex flex-wrap justify-end gap-2 pt-1 pb-2 max-sm:[&>*]:flex-1">
          <DialogCancel />
          <SubmitButton>Save changes</SubmitButton>
        </div>
      </form>
    </Dialog>
  );
}
