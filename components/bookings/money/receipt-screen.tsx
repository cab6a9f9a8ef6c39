'use client';

import { lazy } from 'react';
import { RecordStory } from '@/components/comments/record-timeline';
import { PaperActions } from '@/components/paper/paper-actions';
import { PaperSheet } from '@/components/paper/paper-sheet';
import { useScreen } from '@/components/screen/use-screen';
import { DialogButton } from '@/components/ui/dialog';
import { DialogsOnDemand } from '@/components/ui/dialogs-on-demand';
import { PlainLink, TextLink } from '@/components/ui/link';
import { PageHead } from '@/components/ui/page-head';
import { Pill } from '@/components/ui/pill';
import { Notice } from '@/components/ui/section';
import { mayVoid } from '@/lib/bookings/money/rules';
import type { receiptScreen } from '@/lib/bookings/money/screens';
import { moneyMethodWords } from '@/lib/bookings/words';
import { formatCalendarDate, formatDate } from '@/lib/platform/format/dates';
import { formatMoney } from '@/lib/platform/format/money';
import type { DataOf } from '@/lib/platform/screen';
import type { Sent } from '@/lib/platform/sent';
import { refundDialog, sendDialog, voidDialog } from './dialog-names';

const ReceiptDialogs = lazy(() => import('./receipt-dialogs'));
const SendDialog = lazy(() => import('./send-dialog'));

/** One receipt: what came, by which way, for which events; and the way back of a slip or of the money. */
export function ReceiptScreen({ sent }: { sent: Sent<DataOf<typeof receiptScreen>> }) {
  const { data, place, now } = useScreen(sent);
  const { receipt, parts, mayReturn } = data;
  const { currency, locale, timeZone } = place;
  const say = (amount: number) => formatMoney(amount, currency, locale);
  const [first] = parts;
  const refundable = parts.filter(
    ({ status, amount, returned }) => status === 'received' && returned < amount,
  );
  const voidable =
    mayReturn &&
    mayVoid(
      receipt,
      parts.some(({ returned }) => returned > 0),
    ).ok;
  return (
    <>
      <div data-print="no">
        <PageHead
          back={
            first
              ? { href: `/bookings/${first.booking.id}?tab=money`, label: first.booking.reference }
              : { href: '/invoices', label: 'Invoices' }
          }
          title={receipt.reference}
          state={receipt.voidedAt ? <Pill tone="rose">Void</Pill> : null}
          meta={[
            first ? (
              <TextLink key="who" href={`/customers/${first.customer.id}`}>
                {first.customer.name}
              </TextLink>
            ) : null,
            first ? moneyMethodWords[first.method] : null,
            first ? `received ${formatDate(first.receivedAt, { timeZone, locale })}` : null,
            `issued ${formatCalendarDate(receipt.issuedOn, locale)}`,
            first?.reference,
          ]}
          menu={<PaperActions pdf={`/api/v1/receipts/${receipt.id}/receipt.pdf`} />}
          primary={
            <>
              {receipt.voidedAt ? null : <DialogButton opens={sendDialog}>Send</DialogButton>}
              {voidable ? <DialogButton opens={voidDialog}>Declare void</DialogButton> : null}
            </>
          }
        />
        <div className="mb-8 flex max-w-3xl flex-col gap-6">
          {receipt.voidReason ? <Notice title="No money came">{receipt.voidReason}</Notice> : null}
          <ul className="divide-y border-y text-sm" aria-label="What it is for">
            {parts.map((part) => (
              <li key={part.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3">
                <span className="min-w-0">
                  <PlainLink
                    href={`/bookings/${part.booking.id}?tab=money`}
                    dir="auto"
                    className="break-words font-medium hover:underline"
                  >
                    {part.booking.eventName}
                  </PlainLink>
                  <span className="block text-subtle text-xs">
                    {part.booking.reference}
                    {part.returned > 0 ? `, ${say(part.returned)} given back` : ''}
                  </span>
                </span>
                <span className="flex items-center gap-3">
                  <span className="tabular">{say(part.amount)}</span>
                  {mayReturn && refundable.includes(part) ? (
                    <DialogButton opens={refundDialog(part.id)} size="small">
                      Give back
                    </DialogButton>
                  ) : null}
                </span>
              </li>
            ))}
          </ul>
        </div>
      </div>
      <PaperSheet paper={data.paper} />
      <div data-print="no" className="mt-10 max-w-160">
        <RecordStory record={data} {...{ place, now }} />
      </div>
      <DialogsOnDemand ids={[voidDialog, ...refundable.map(({ id }) => refundDialog(id))]}>
        <ReceiptDialogs {...{ receipt, refundable, voidable, currency, locale }} />
      </DialogsOnDemand>
      {first ? (
        <DialogsOnDemand ids={[sendDialog]}>
          <SendDialog paper="receipt" id={receipt.id} name={receipt.reference} customer={first.customer} />
        </DialogsOnDemand>
      ) : null}
    </>
  );
}
