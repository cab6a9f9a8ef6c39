'use client';

import { useMemo, useState } from 'react';
import { DialogForm } from '@/components/form/dialog-form';
import { SelectField } from '@/components/form/fields';
import { MoneyField } from '@/components/form/money-field';
import { useForm } from '@/components/form/use-form';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { Dialog } from '@/components/ui/dialog';
import { Input } from '@/components/ui/input';
import type { Due } from '@/lib/bookings/money/online/rules';
import { linkForm } from '@/lib/bookings/money/online/schema';
import type { ActionResult } from '@/lib/platform/action';
import { formatMoney } from '@/lib/platform/format/money';

type Wish = { purpose: Due['purpose'] | 'amount'; amount?: number };
type Props = {
  /** Of the dialog. */
  id: string;
  /** The booking or occasion that is paid for. */
  of: string;
  dues: readonly Due[];
  /** All that is left to pay, minor units. */
  left: number;
  make: (wish: Wish, key: string) => Promise<ActionResult<{ link: string }>>;
  currency: string;
  locale: string;
};

const words = {
  deposit: 'The deposit',
  instalment: 'The next payment of the plan',
  balance: 'All that is left',
};

/** Makes the link on which a customer pays online, and shows it. */
export function PayLinkDialog({ id, of, dues, left, make, currency, locale }: Props) {
  const [link, setLink] = useState<string>();
  const schema = useMemo(() => linkForm({ currency, locale }), [currency, locale]);
  const say = (amount: number) => formatMoney(amount, currency, locale);
  const form = useForm({
    id: `pay-link-${of}`,
    initial: { purpose: (dues[0]?.purpose ?? 'balance') as string, amount: '' },
    draft: false,
    schema,
    send: make,
    saved: (made, reset) => {
      reset();
      setLink(made.link);
    },
  });
  if (link)
    return (
      <Dialog
        id={id}
        title="The link is ready"
        description="Send it to the customer. They pay on the provider’s page, and it is booked here by itself."
        open
        onClose={() => setLink(undefined)}
        footer={<Button onClick={() => setLink(undefined)}>Done</Button>}
      >
        <div className="flex items-center gap-2">
          <Input
            readOnly
            value={link}
            aria-label="Link for the customer"
            onFocus={(event) => event.target.select()}
          />
          <CopyButton value={link} label="Copy the link" />
        </div>
      </Dialog>
    );
  return (
    <DialogForm
      id={id}
      title="Ask for a payment"
      description={`Makes a link on which the customer pays online. ${say(left)} is left to pay.`}
      form={form}
      submit="Make the link"
      cancel="Not now"
    >
      <SelectField
        {...form.field('purpose')}
        label="For"
        required
        options={[
          ...dues.map(({ purpose, amount }) => ({
            value: purpose,
            label: `${words[purpose]}, ${say(amount)}`,
          })),
          { value: 'amount', label: 'Another amount' },
        ]}
      />
      {form.values.purpose === 'amount' ? (
        <MoneyField {...form.field('amount')} label="Amount" {...{ currency, locale }} />
      ) : null}
    </DialogForm>
  );
}
