import 'server-only';
import type { linkWays } from '@/db/enums';
import { preparedText } from '@/db/prepared';

type Row = {
  id: string;
  kind: 'invoice' | 'credit_note' | 'receipt' | 'statement' | 'quote' | 'occasion_quote' | 'occasion';
  reference: string | null;
  way: (typeof linkWays)[number];
  at: Date | string;
  by: string | null;
  openedAt: Date | string | null;
  opens: number;
  revokedAt: Date | string | null;
};

/** What is told of links, whatever they show. */
const tellingOf = (
  links: string,
) => `select l.id, case when l.customer_id is not null then 'statement' when l.receipt_id is not null then 'receipt'
      when l.quote_id is not null then 'quote' when l.occasion_quote_id is not null then 'occasion_quote'
      when l.occasion_id is not null then 'occasion' else i.kind end as kind,
    coalesce(i.reference, r.reference, q.document ->> 'reference', oq.reference, o.name) as reference, l.way, l.made_at as at, u.name as by,
    l.opened_at as "openedAt", l.opens, l.revoked_at as "revokedAt"
  from ${links} l left join invoices i on i.company_id = l.company_id and i.id = l.invoice_id
    left join receipts r on r.company_id = l.company_id and r.id = l.receipt_id left join users u on u.id = l.made_by
    left join quotes q on q.company_id = l.company_id and q.id = l.quote_id
    left join occasion_quotes oq on oq.company_id = l.company_id and oq.id = l.occasion_quote_id
    left join occasions o on o.company_id = l.company_id and o.id = l.occasion_id`;

/** Most links that are listed of one customer; those that still show something come first. */
export const mostLinks = 200;

/** The links to papers of a customer that were given out: those that hold first, the newest on top. */
export const askPaperLinks = preparedText<Row>(
  `with given as (
    select l.* from paper_links l where l.customer_id in (select c.id from customers c where c.id = $1::uuid or c.merged_into = $1::uuid)
    union all
    select l.* from bookings b join invoices i on i.company_id = b.company_id and i.booking_id = b.id
      join paper_links l on l.company_id = i.company_id and l.invoice_id = i.id where b.customer_id = $1::uuid
    union all
    select l.* from (select distinct p.company_id, p.receipt_id from bookings b join payments p on p.company_id = b.company_id and p.booking_id = b.id
        where b.customer_id = $1::uuid and p.receipt_id is not null) r
      join paper_links l on l.company_id = r.company_id and l.receipt_id = r.receipt_id
    union all
    select l.* from bookings b join quotes q on q.company_id = b.company_id and q.booking_id = b.id
      join paper_links l on l.company_id = q.company_id and l.quote_id = q.id where b.customer_id = $1::uuid
    union all
    select l.* from (select distinct q.company_id, q.occasion_quote_id from bookings b join quotes q on q.company_id = b.company_id and q.booking_id = b.id
        where b.customer_id = $1::uuid and q.occasion_quote_id is not null) o
      join paper_links l on l.company_id = o.company_id and l.occasion_quote_id = o.occasion_quote_id
    union all
    select l.* from occasions o join paper_links l on l.company_id = o.company_id and l.occasion_id = o.id where o.customer_id = $1::uuid
  )
  ${tellingOf('given')}
  order by l.revoked_at is not null, l.made_at desc, l.id limit ${mostLinks}`,
  ['id'],
);

/** The links to the quotes of one booking, its occasion's among them: those that hold first, the newest on top. */
export const askQuoteLinks = preparedText<Row>(
  `with given as (
    select l.* from quotes q join paper_links l on l.company_id = q.company_id and l.quote_id = q.id where q.booking_id = $1::uuid
    union all
    select l.* from quotes q join paper_links l on l.company_id = q.company_id and l.occasion_quote_id = q.occasion_quote_id
      where q.booking_id = $1::uuid and q.occasion_quote_id is not null
  )
  ${tellingOf('given')}
  order by l.revoked_at is not null, l.made_at desc, l.id limit ${mostLinks}`,
  ['id'],
);

/** The same of one occasion: of its quotes, and of what its parts come to. */
export const askOccasionLinks = preparedText<Row>(
  `with given as (
    select l.* from occasion_quotes oq join paper_links l on l.company_id = oq.company_id and l.occasion_quote_id = oq.id
      where oq.occasion_id = $1::uuid
    union all
    select l.* from paper_links l where l.occasion_id = $1::uuid
  )
  ${tellingOf('given')}
  order by l.revoked_at is not null, l.made_at desc, l.id limit ${mostLinks}`,
  ['id'],
);

const instant = (at: Date | string | null) => (at === null ? null : new Date(at));

export const tellPaperLinks = (rows: readonly Row[]) =>
  rows.map(({ at, openedAt, revokedAt, ...link }) => ({
    ...link,
    at: new Date(at),
    openedAt: instant(openedAt),
    revokedAt: instant(revokedAt),
  }));

export type PaperLink = ReturnType<typeof tellPaperLinks>[number];
