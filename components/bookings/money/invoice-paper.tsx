import { Money } from '@/components/ui/money';
import type { InvoiceDocument, Party } from '@/db/schema/invoice-document';
import { formatCalendarDate } from '@/lib/platform/format/dates';
import { formatCount, formatPercent } from '@/lib/platform/format/numbers';
import { hasUnevenParts, type TaxSnapshot } from '@/lib/pricing/rules';

type Props = {
  paper: InvoiceDocument;
  invoice: { kind: 'invoice' | 'credit_note'; total: number; tax: TaxSnapshot };
};

/** What the customer holds: from whom, for whom, for what, and what it comes to; as it was issued. */
export function InvoicePaper({ paper, invoice }: Props) {
  const { currency, locale, event } = paper;
  const money = (amountMinor: number) => <Money {...{ amountMinor, currency, locale }} />;
  return (
    <article aria-label="The document" className="flex max-w-3xl flex-col gap-6 rounded-lg border p-4 sm:p-6">
      <div className="grid gap-6 sm:grid-cols-2">
        <Address title="From" party={paper.seller} />
        <Address title="For" party={paper.buyer} />
      </div>
      <p className="break-words text-sm">
        <span dir="auto">{event.name}</span>, {formatCalendarDate(event.day, locale)},{' '}
        <span dir="auto">{event.venue}</span>, {formatCount(event.guests, locale)}{' '}
        {event.guests === 1 ? 'guest' : 'guests'}. Booking {event.reference}.
      </p>
      <ul className="divide-y border-y text-sm">
        {paper.lines.map((line, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list, never reordered
          <li key={at} className="flex items-baseline justify-between gap-4 py-2">
            <span className="min-w-0">
              <span dir="auto" className="break-words">
                {line.name}
              </span>
              {invoice.kind === 'invoice' ? (
                <span className="block text-subtle text-xs">
                  {formatCount(line.quantity, locale)} × {money(line.unitPrice)}
                  {line.discountRate > 0
                    ? `, less ${formatPercent(line.discountRate / 10_000, locale, 2)}`
                    : ''}
                </span>
              ) : null}
              {line.notes ? (
                <span dir="auto" className="block break-words text-muted text-xs">
                  {line.notes}
                </span>
              ) : null}
            </span>
            {money(line.amount)}
          </li>
        ))}
      </ul>
      <dl className="ms-auto w-full text-sm sm:max-w-80">
        {paper.discount > 0 ? <Row term="Discount">{money(-paper.discount)}</Row> : null}
        {invoice.kind === 'invoice' && paper.serviceCharge > 0 ? (
          <Row term="Service charge">{money(paper.serviceCharge)}</Row>
        ) : null}
        {invoice.tax.components.map((part) => (
          <Row
            key={part.code}
            term={`${invoice.kind === 'invoice' ? '' : 'Of it '}${part.name} ${formatPercent(part.rate / 10_000, locale, 2)}`}
          >
            {money(part.amount)}
          </Row>
        ))}
        <Row term={invoice.kind === 'invoice' ? 'Total' : 'Credited'} strong>
          {money(invoice.total)}
        </Row>
        {paper.paid > 0 ? <Row term="Paid before">{money(paper.paid)}</Row> : null}
      </dl>
      {hasUnevenParts(invoice.tax) ? (
        <p className="text-subtle text-xs">
          Tax is rounded once, as a whole, so two equal levies can differ by the smallest coin.
        </p>
      ) : null}
    </article>
  );
}

function Address({ title, party }: { title: string; party: Party }) {
  return (
    <div className="min-w-0 text-sm">
      <h2 className="text-muted text-xs">{title}</h2>
      <p dir="auto" className="break-words font-medium">
        {party.name}
      </p>
      {[party.address, party.phone, party.email].map((line) =>
        line ? (
          <p key={line} dir="auto" className="whitespace-pre-line break-words">
            {line}
          </p>
        ) : null,
      )}
    </div>
  );
}

function Row({ term, strong, children }: { term: string; strong?: boolean; children: React.ReactNode }) {
  return (
    <div className={`flex justify-between gap-4 py-1 ${strong ? 'border-t font-semibold' : ''}`}>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}
