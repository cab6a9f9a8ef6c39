'use client';

import { lazy } from 'react';
import { RecordStory } from '@/components/comments/record-timeline';
import { PaperActions } from '@/components/paper/paper-actions';
import { PaperSheet } from '@/components/paper/paper-sheet';
import { useScreen } from '@/components/screen/use-screen';
import { DialogButton } from '@/components/ui/dialog';
import { DialogsOnDemand } from '@/components/ui/dialogs-on-demand';
import { Figure, Figures } from '@/components/ui/figure';
import { PlainLink, TextLink } from '@/components/ui/link';
import { PageHead } from '@/components/ui/page-head';
import { Notice, Section } from '@/components/ui/section';
import { may } from '@/lib/auth/permissions';
import { overFee } from '@/lib/bookings/cancelling/rules';
import { markInvoiceSent } from '@/lib/bookings/money/actions';
import { mayCredit, paidOf } from '@/lib/bookings/money/rules';
import type { invoiceScreen } from '@/lib/bookings/money/screens';
import { takeBackWriteOff } from '@/lib/bookings/money/write-offs/actions';
import { formatCalendarDate } from '@/lib/platform/format/dates';
import { formatMoney } from '@/lib/platform/format/money';
import type { DataOf } from '@/lib/platform/screen';
import type { Sent } from '@/lib/platform/sent';
import { creditDialog, refuseDialog, sendDialog, writeOffDialog } from './dialog-names';
import { InvoicePill } from './state-pill';
import { StepButton } from './step-button';
import { WriteOffNotes } from './write-off-notes';

const InvoiceDialogs = lazy(() => import('./invoice-dialogs'));
const SendDialog = lazy(() => import('./send-dialog'));

/** One invoice or credit note: what the customer holds, what became of it, and what can still be done. */
export function InvoiceScreen({ sent }: { sent: Sent<DataOf<typeof invoiceScreen>> }) {
  const { data, place, now } = useScreen(sent);
  const { invoice, related, today, paper, writeOffs } = data;
  const { currency, locale } = place;
  const say = (amount: number) => formatMoney(amount, currency, locale);
  const isInvoice = invoice.kind === 'invoice';
  const gone = isInvoice && invoice.credited === invoice.total;
  const over = isInvoice && !gone ? overFee(invoice.booking) : 0;
  const changed =
    isInvoice &&
    invoice.booking.status !== 'cancelled' &&
    invoice.credited === 0 &&
    invoice.booking.total !== invoice.total;
  return (
    <>
      <div data-print="no">
        <PageHead
          back={{ href: '/invoices', label: 'Invoices' }}
          title={invoice.reference}
          state={<InvoicePill invoice={invoice} today={today} />}
          meta={[
            <TextLink key="who" href={`/customers/${invoice.customer.id}`}>
              {invoice.customer.name}
            </TextLink>,
            <TextLink key="what" href={`/bookings/${invoice.booking.id}?tab=money`}>
              {invoice.booking.reference}
            </TextLink>,
            `Issued ${formatCalendarDate(invoice.issuedOn, locale)}`,
            invoice.dueOn ? `due ${formatCalendarDate(invoice.dueOn, locale)}` : null,
          ]}
          menu={<PaperActions pdf={`/api/v1/invoices/${invoice.id}/invoice.pdf`} />}
          primary={
            may(place.role, 'invoices.issue') && (
              <>
                {gone ? null : <DialogButton opens={sendDialog}>Send</DialogButton>}
                {invoice.sentAt ? null : (
                  <StepButton
                    done="Marked as sent"
                    run={(key) => markInvoiceSent({ invoiceId: invoice.id }, key)}
                  >
                    Mark as sent
                  </StepButton>
                )}
              </>
            )
          }
        />
        <div className="mb-8 flex flex-col gap-8">
          {changed ? (
            <Notice tone="attention" title="The booking has changed since">
              {`It comes to ${say(invoice.booking.total)} now, this invoice to ${say(invoice.total)}. Credit it in full, then issue another.`}
            </Notice>
          ) : null}
          {over > 0 ? (
            <Notice tone="attention" title="This event was cancelled">
              {`The invoice asks ${say(over)} more than it leaves due. ${invoice.writtenOff > 0 ? 'Take the write-off back: the rest is credited then.' : 'Credit that.'}`}
            </Notice>
          ) : null}
          <WriteOffNotes writeOffs={writeOffs} say={say} where={place} />
          {invoice.reason ? <Notice title="Why it was credited">{invoice.reason}</Notice> : null}
          {invoice.writeOffReason ? (
            <Notice title={`${say(invoice.writtenOff)} was written off`}>{invoice.writeOffReason}</Notice>
          ) : null}
          {isInvoice ? (
            <Figures>
              <Figure label="Total" value={say(invoice.total)} />
              <Figure label="Paid" value={say(paidOf(invoice))} />
              {invoice.credited > 0 ? <Figure label="Credited" value={say(invoice.credited)} /> : null}
              {invoice.writtenOff > 0 ? <Figure label="Written off" value={say(invoice.writtenOff)} /> : null}
              <Figure label="Open" value={say(invoice.open)} />
            </Figures>
          ) : null}
          {related.length > 0 ? (
            <Section title={isInvoice ? 'Credit notes' : 'Credits'}>
              <ul className="divide-y border-y text-sm">
                {related.map((one) => (
                  <li key={one.id} className="flex justify-between gap-4 py-2.5">
                    <PlainLink href={`/invoices/${one.id}`} className="hover:underline">
                      {one.reference}
                    </PlainLink>
                    <span className="tabular">{say(one.total)}</span>
                  </li>
                ))}
              </ul>
            </Section>
          ) : null}
          {isInvoice ? (
            <div className="flex flex-wrap gap-2">
              {data.mayCredit && mayCredit(invoice, 1).ok ? (
                <DialogButton opens={creditDialog}>Credit it</DialogButton>
              ) : null}
              {may(place.role, 'invoices.issue') && invoice.open > 0 && !writeOffs.waiting ? (
                <DialogButton opens={writeOffDialog}>Write off what is open</DialogButton>
              ) : null}
              {may(place.role, 'writeoffs.decide') && invoice.writtenOff > 0 ? (
                <StepButton done="Open again" run={(key) => takeBackWriteOff({ invoiceId: invoice.id }, key)}>
                  Take the write-off back
                </StepButton>
              ) : null}
            </div>
          ) : null}
        </div>
      </div>
      <PaperSheet paper={paper} />
      <div data-print="no" className="mt-10 max-w-160">
        <RecordStory record={data} {...{ place, now }} />
      </div>
      <DialogsOnDemand ids={[creditDialog, writeOffDialog, refuseDialog]}>
        <InvoiceDialogs
          invoice={invoice}
          refusable={writeOffs.waiting?.mayRefuse ? writeOffs.waiting.id : undefined}
          {...{ currency, locale }}
        />
      </DialogsOnDemand>
      <DialogsOnDemand ids={[sendDialog]}>
        <SendDialog paper="invoice" id={invoice.id} name={invoice.reference} customer={invoice.customer} />
      </DialogsOnDemand>
    </>
  );
}
