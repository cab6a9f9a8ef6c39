import { DialogButton } from '@/components/ui/dialog';
import { List, ListRow } from '@/components/ui/list-row';
import { Section } from '@/components/ui/section';
import type { Document } from '@/lib/bookings/money/queries';
import { issueDialog } from './dialog-names';
import { InvoicePill } from './state-pill';

type Props = {
  documents: readonly Document[];
  mayIssue: boolean;
  /** The company's day. */
  today: string;
  say: (amount: number) => string;
};

/** What a booking was billed with, and what was credited of it. */
export function Documents({ documents, mayIssue, today, say }: Props) {
  return (
    <Section
      title="Invoices"
      actions={
        mayIssue ? (
          <DialogButton opens={issueDialog} size="small">
            Issue invoice
          </DialogButton>
        ) : null
      }
    >
      {documents.length === 0 ? (
        <p className="text-muted text-sm">
          {mayIssue
            ? 'Not billed yet.'
            : 'Nothing to bill: an invoice follows once the booking is confirmed.'}
        </p>
      ) : (
        <List label="Invoices and credit notes">
          {documents.map((document) => (
            <ListRow
              key={document.id}
              href={`/invoices/${document.id}`}
              title={document.reference}
              detail={document.reason ?? (document.open > 0 ? `${say(document.open)} open` : undefined)}
              end={
                <span className="flex items-center gap-3">
                  <InvoicePill invoice={document} today={today} />
                  {say(document.kind === 'invoice' ? document.total : -document.total)}
                </span>
              }
            />
          ))}
        </List>
      )}
    </Section>
  );
}
