'use client';

import { useMemo } from 'react';
import { DialogForm } from '@/components/form/dialog-form';
import { DateTimeField, InputField } from '@/components/form/fields';
import { useForm } from '@/components/form/use-form';
import { notify } from '@/components/ui/toast';
import { formatMoney } from '@/lib/platform/format/money';
import { saveRate } from '@/lib/pricing/rates/actions';
import { sayAbout } from '@/lib/pricing/rates/rules';
import { rateForm } from '@/lib/pricing/rates/schema';

/** Minor units of a total that shows what a rate makes of it. */
const example = 1_000_000;

type Props = { close: () => void; today: string; place: { currency: string; locale: string } };

/** Notes a rate, and shows what it makes of a total while it is typed. */
export default function RateDialog({ close, today, place }: Props) {
  const schema = useMemo(() => rateForm(place.locale), [place.locale]);
  const form = useForm({
    id: 'exchange-rate',
    initial: { currency: '', rate: '', validFrom: today },
    draft: false,
    schema,
    send: (input, key) => saveRate(input, key),
    saved: () => {
      close();
      notify({ message: 'Saved', detail: 'Documents that were made before keep the rate of their day.' });
    },
  });
  const read = schema.safeParse(form.values);
  return (
    <DialogForm
      id="rate"
      open
      onClose={close}
      title="Add a rate"
      description="It is used to show totals, never to bill or to post. A day that has a rate of the currency gets this one."
      form={form}
      submit="Save rate"
      cancel="Not now"
    >
      <InputField
        {...form.field('currency')}
        label="Currency"
        help="Three letters, such as USD."
        required
        autoComplete="off"
        autoCapitalize="characters"
      />
      <InputField
        {...form.field('rate')}
        label="One unit of it costs"
        required
        inputMode="decimal"
        autoComplete="off"
        suffix={place.currency}
      />
      <DateTimeField {...form.field('validFrom')} label="From" required kind="date" />
      {read.success && read.data.currency !== place.currency ? (
        <p className="tabular text-muted text-sm">
          {`${formatMoney(example, place.currency, place.locale)} is ${sayAbout(example, place, read.data)}.`}
        </p>
      ) : null}
    </DialogForm>
  );
}
