'use client';

import { DialogForm } from '@/components/form/dialog-form';
import { useForm } from '@/components/form/use-form';
import { closeDialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { notify } from '@/components/ui/toast';
import { redeemVoucher } from '@/lib/bookings/actions';
import { voucherInput } from '@/lib/bookings/schema';

const schema = voucherInput.omit({ bookingId: true });

/** Takes the customer's voucher off the booking by its code. */
export function VoucherDialog({ id, bookingId }: { id: string; bookingId: string }) {
  const form = useForm({
    id: `voucher-${bookingId}`,
    initial: { code: '' },
    draft: false,
    schema,
    send: (input, key) => redeemVoucher({ bookingId, ...input }, key),
    saved: (_, reset) => {
      reset();
      closeDialog(id);
      notify({ message: 'Voucher redeemed', tone: 'success' });
    },
  });
  return (
    <DialogForm
      id={id}
      title="Redeem a voucher"
      description="The code stands in the thank-you that the customer got."
      form={form}
      submit="Redeem"
      cancel="Not now"
    >
      <Field label="Code" name="code" error={form.errors.code} required>
        <Input {...form.bind('code')} autoComplete="off" autoCapitalize="characters" />
      </Field>
    </DialogForm>
  );
}
