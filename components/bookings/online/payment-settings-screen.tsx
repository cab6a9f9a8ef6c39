'use client';

import { ConfirmFirst } from '@/components/form/confirm-first';
import { InputField } from '@/components/form/fields';
import { Form, SaveButton } from '@/components/form/form';
import { useForm } from '@/components/form/use-form';
import { useScreen } from '@/components/screen/use-screen';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { CopyButton } from '@/components/ui/copy-button';
import { DialogButton } from '@/components/ui/dialog';
import { FormActions } from '@/components/ui/form-actions';
import { ButtonLink } from '@/components/ui/link';
import { PageHead } from '@/components/ui/page-head';
import { Notice, Section } from '@/components/ui/section';
import { notify } from '@/components/ui/toast';
import { removeOnlineKey, saveOnlineKey } from '@/lib/bookings/money/online/actions';
import type { paymentSettingsScreen } from '@/lib/bookings/money/online/screens';
import { formatDate } from '@/lib/platform/format/dates';
import type { DataOf } from '@/lib/platform/screen';
import type { Sent } from '@/lib/platform/sent';

type Data = DataOf<typeof paymentSettingsScreen>;
const removeDialog = 'remove-online-key';

/** How customers pay: online by a provider's key, else as the company writes. */
export function PaymentSettingsScreen({ sent }: { sent: Sent<Data> }) {
  const { data, place } = useScreen(sent);
  const { key, webhook, instructions, confirmed } = data;
  return (
    <>
      <PageHead title="Payments" meta={['How customers pay deposits and invoices']} />
      <div className="flex max-w-2xl flex-col gap-10">
        <Section title="Online, by Paystack">
          <p>
            Customers pay with mobile money, by card or by bank transfer on Paystack’s page, from an accepted
            quote, their portal or a link that you send. What arrives is booked by itself, with its receipt.
          </p>
          {key ? (
            <Notice
              tone={key.mode === 'test' ? 'attention' : undefined}
              title={key.mode === 'test' ? 'Test key: no money moves' : 'Payments online are on'}
            >
              {key.mode === 'test'
                ? 'Payments look real in your books. Set the live key before customers pay.'
                : 'Customers can pay online.'}{' '}
              The key ends in {key.hint}, set on {formatDate(key.savedAt, place)}.
            </Notice>
          ) : (
            <Notice title="Not set up">Customers see how to pay as you write it below.</Notice>
          )}
          {confirmed ? (
            <KeyForm replaces={key !== undefined} />
          ) : (
            <ConfirmFirst path="/settings/payments" what="set the key" />
          )}
          {key && confirmed ? (
            <div>
              <DialogButton opens={removeDialog} variant="danger">
                Turn payments online off
              </DialogButton>
              <RemoveDialog />
            </div>
          ) : null}
        </Section>
        <Section title="Where Paystack tells us">
          <p>
            Paste this address as the webhook URL in Paystack, under Settings, API Keys &amp; Webhooks. It is
            yours alone.
          </p>
          <div className="flex items-center gap-2">
            <code className="min-w-0 break-all text-sm">{webhook}</code>
            <CopyButton value={webhook} label="Copy the webhook’s address" />
          </div>
        </Section>
        <Section title="In your own words">
          {instructions ? (
            <p dir="auto" className="whitespace-pre-line">
              {instructions}
            </p>
          ) : (
            <p className="text-muted">You haven’t written how you are paid by hand: mobile money, bank.</p>
          )}
          <p className="text-muted text-sm">
            It stands on papers that ask for money, and where customers can’t pay online. They are asked to
            give the booking’s number as the reference.
          </p>
          <div>
            <ButtonLink href="/settings/paper">
              {instructions ? 'Change how to pay' : 'Write how to pay'}
            </ButtonLink>
          </div>
        </Section>
      </div>
    </>
  );
}

function KeyForm({ replaces }: { replaces: boolean }) {
  const form = useForm({
    id: 'online-key',
    initial: { secretKey: '' },
    draft: false,
    secret: ['secretKey'],
    schema: () => import('@/lib/bookings/money/online/schema').then((file) => file.keyInput),
    send: (input, key) => saveOnlineKey(input, key),
    saved: (_, reset) => {
      reset();
      notify({ message: 'Saved. Customers can pay online.', tone: 'success' });
    },
  });
  return (
    <Form form={form} className="flex flex-col gap-4">
      <InputField
        {...form.field('secretKey')}
        label={replaces ? 'Another secret key' : 'Secret key'}
        help="From Paystack, under Settings, API Keys & Webhooks. It is sealed, and nobody sees it again."
        required
        type="password"
        autoComplete="off"
        spellCheck={false}
      />
      <FormActions>
        <SaveButton form={form}>{replaces ? 'Replace the key' : 'Save the key'}</SaveButton>
      </FormActions>
    </Form>
  );
}

function RemoveDialog() {
  const remove = async () => {
    const result = await removeOnlineKey({}).catch(() => undefined);
    notify(
      result?.ok
        ? { message: 'Payments online are off.' }
        : { message: result?.message ?? 'The server didn’t answer. Try again.', tone: 'error' },
    );
  };
  return (
    <ConfirmDialog
      id={removeDialog}
      title="Turn payments online off?"
      consequence="Customers see how to pay as you write it. What somebody pays on a page that is open already isn’t booked by itself until a key is there again."
      confirm="Turn it off"
      cancel="Keep it on"
      danger
      action={remove}
    />
  );
}
