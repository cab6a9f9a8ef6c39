'use client';

import { useActionState } from 'react';
import { SubmitButton } from '@/components/ui/button';
import { closeDialog, Dialog, DialogCancel } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { notify } from '@/components/ui/toast';
import { redeemVoucher } from '@/lib/bookings/actions';

type Typed = { code?: string; problem?: string };

/** Takes the customer's voucher off the booking by its code. */
export function VoucherDialog({ id, bookingId }: { id: string; bookingId: string }) {
  const [state, redeem] = useActionState<Typed, FormData>(async (_, form) => {
    const code = String(form.get('code') ?? '');
    const result = await redeemVoucher({ bookingId, code });
    if (!result.ok) return { code, problem: result.fields?.code ?? result.message };
    closeDialog(id);
    notify({ message: 'Voucher redeemed', tone: 'success' });
    return {};
  }, {});
  return (
    <Dialog
      id={id}
      title="Redeem a voucher"
      description="The code stands in the thank-you that the customer got."
    >
      <form action={redeem} className="flex flex-col gap-4">
        <Field label="Code" name="code" error={state.problem} required>
          <Input autoComplete="off" autoCapitalize="characters" maxLength={20} defaultValue={state.code} />
        </Field>
        <div className="flex flex-wrap justify-end gap-2 pt-1 pb-2 max-sm:[&>*]:flex-1">
          <DialogCancel>Not now</DialogCancel>
          <SubmitButton>Redeem</SubmitButton>
        </div>
      </form>
    </Dialog>
  );
}
