'use client';

import { lazy } from 'react';
import { CopyButton } from '@/components/ui/copy-button';
import { DateTime } from '@/components/ui/date-time';
import { DialogButton } from '@/components/ui/dialog';
import { DialogsOnDemand } from '@/components/ui/dialogs-on-demand';
import { PlainLink } from '@/components/ui/link';
import { Money } from '@/components/ui/money';
import { Pill } from '@/components/ui/pill';
import { Notice, Section } from '@/components/ui/section';
import { DataTable } from '@/components/ui/table';
import { leftToPay } from '@/lib/bookings/left-to-pay';
import type { Online } from '@/lib/bookings/money/online/queries';
import type { Papers } from '@/lib/bookings/money/queries';
import type { BookingDetail } from '@/lib/bookings/queries';
import type { Payment } from '@/lib/bookings/schedule/rules';
import { paymentMethodWords } from '@/lib/bookings/words';
import { formatMoney } from '@/lib/platform/format/money';
import { assignDialog, linkDialog, returnDialog } from './dialog-names';
import { type Checkout, openerWords, purposeWords, stateOf } from './words';

const OnlineDialogs = lazy(() => import('./online-dialogs'));

type Props = {
  booking: BookingDetail['booking'];
  online: Online & { maySettle: boolean };
  others: Papers['others'];
  schedule: readonly Payment[];
  /** The company's day. */
  today: string;
  currency: string;
  locale: string;
  timeZone: string;
};

/** What the customer was asked to pay online, what came of it, and money that waits for a decision. */
export function OnlineSection(props: Props) {
  const { booking, online, others, schedule, today, currency, locale, timeZone } = props;
  const { checkouts, mode, maySettle } = online;
  const mayAsk = mode !== null && leftToPay(booking) > 0;
  if (checkouts.length === 0 && !mayAsk) return null;
  const held = checkouts.filter((one) => one.held);
  const say = (amount: number) => formatMoney(amount, currency, locale);
  return (
    <Section
      title="Online"
      actions={
        mayAsk ? (
          <DialogButton opens={linkDialog} size="small">
            Ask for a payment
          </DialogButton>
        ) : null
      }
    >
      {held.map((one) => (
        <Notice key={one.id} tone="danger" title={`${say(one.came ?? one.amount)} came and is held`}>
          {one.heldWhy}{' '}
          {maySettle ? (
            <span className="mt-2 flex flex-wrap gap-2">
              <DialogButton opens={assignDialog(one.id)} size="small">
                Assign it
              </DialogButton>
              <DialogButton opens={returnDialog(one.id)} size="small">
                It was given back
              </DialogButton>
            </span>
          ) : (
            'A manager decides what becomes of it.'
          )}
        </Notice>
      ))}
      {checkouts.length === 0 ? (
        <p className="text-muted text-sm">Nobody was asked to pay online yet.</p>
      ) : (
        <DataTable
          label="Online payments"
          rows={checkouts}
          rowKey={({ id }) => id}
          columns={[
            {
              key: 'what',
              head: 'Asked for',
              grow: true,
              phone: 'title',
              cell: (one) => <AskedPayment checkout={one} />,
            },
            { key: 'state', head: 'State', phone: 'fact', cell: (one) => <State checkout={one} /> },
            {
              key: 'at',
              head: 'Asked',
              from: 'md',
              cell: ({ openedAt }) => <DateTime at={openedAt} timeZone={timeZone} locale={locale} />,
            },
            {
              key: 'amount',
              head: 'Amount',
              align: 'end',
              phone: 'end',
              cell: ({ came, amount }) => (
                <Money amountMinor={came ?? amount} currency={currency} locale={locale} />
              ),
            },
          ]}
        />
      )}
      <DialogsOnDemand ids={[linkDialog, ...held.flatMap(({ id }) => [assignDialog(id), returnDialog(id)])]}>
        <OnlineDialogs {...{ booking, held, others, schedule, today, currency, locale }} />
      </DialogsOnDemand>
    </Section>
  );
}

const isOpen = ({ state }: Checkout) => state === 'opened' || state === 'failed' || state === 'abandoned';

function AskedPayment({ checkout }: { checkout: Checkout }) {
  const {
    purpose,
    openedBy,
    method,
    link,
    failure,
    trouble,
    heldNote,
    receipt,
    receiptId,
    reference,
    events,
  } = checkout;
  const small = 'block text-subtle text-xs';
  return (
    <>
      {purposeWords[purpose]}
      {method ? `, ${paymentMethodWords[method].toLowerCase()}` : ''}
      <span className={small}>
        {openerWords[openedBy]}, {reference}
        {events > 1 ? `, for ${events} events at once` : ''}
      </span>
      {[failure, trouble, heldNote].map((words) =>
        words ? (
          <span key={words} className={small} dir="auto">
            {words}
          </span>
        ) : null,
      )}
      {receipt ? (
        <PlainLink href={`/receipts/${receiptId}`} className="block text-muted text-xs hover:underline">
          {receipt}
        </PlainLink>
      ) : null}
      {isOpen(checkout) ? (
        <span className="flex items-center gap-1 text-xs">
          <PlainLink href={link} target="_self" className="text-muted hover:underline">
            The customer’s page
          </PlainLink>
          <CopyButton value={link} label="Copy the link" />
        </span>
      ) : null}
    </>
  );
}

function State({ checkout }: { checkout: Checkout }) {
  const { word, tone } = stateOf(checkout);
  return <Pill tone={tone}>{word}</Pill>;
}
