'use client';

import { useMemo } from 'react';
import { DialogForm } from '@/components/form/dialog-form';
import { InputField, TextareaField } from '@/components/form/fields';
import { MoneyField } from '@/components/form/money-field';
import { useForm } from '@/components/form/use-form';
import type { thingOf } from '@/lib/bookings/live-price';
import { lineTermsForm } from '@/lib/bookings/price-schema';
import type { LineValues } from '@/lib/bookings/schema';
import { formatMoney } from '@/lib/platform/format/money';
import { typedMoney } from '@/lib/platform/money';
import { typedPercent } from '@/lib/platform/percent';

type Props = {
  thing: NonNullable<ReturnType<typeof thingOf>>;
  money: { currency: string; locale: string };
  agree: (terms: LineValues['terms']) => void;
  close: () => void;
};

/** Agrees another price than the menu's for one line, or a part that comes off it, with the reason. */
export default function LinePriceDialog({ thing, money, agree, close }: Props) {
  // Nothing of the menu is free; what has no price there is priced for each event.
  const onRequest = thing.listedPrice === 0;
  const schema = useMemo(() => lineTermsForm(money), [money]);
  const form = useForm({
    id: 'line-price',
    initial: {
      price: onRequest && !thing.priceReason ? '' : typedMoney(thing.unitPrice, money),
      percent: thing.discountRate > 0 ? typedPercent(thing.discountRate, money.locale) : '',
      reason: thing.priceReason ?? (onRequest ? 'Priced on request' : ''),
    },
    draft: false,
    schema,
    // Nothing is sent: it is saved with the booking.
    send: async (terms) => ({ ok: true as const, data: terms }),
    saved: (terms) => {
      agree(terms);
      close();
    },
  });
  return (
    <DialogForm
      id="line-price"
      title={`Price of ${thing.name}`}
      description={`${onRequest ? 'It is priced on request.' : `The menu’s price is ${formatMoney(thing.listedPrice, money.currency, money.locale)}.`} What is agreed here is saved with the booking; the customer can read it too.`}
      open
      onClose={close}
      form={form}
      submit="Agree the price"
      cancel="Not now"
    >
      <MoneyField {...form.field('price')} label="Price each" {...money} />
      <InputField
        {...form.field('percent')}
        label="Percent off the line"
        optional
        inputMode="decimal"
        autoComplete="off"
        className="text-end"
      />
      <TextareaField {...form.field('reason')} label="Reason" required rows={2} dir="auto" />
    </DialogForm>
  );
}
