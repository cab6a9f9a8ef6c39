import type { Document } from '../queries';

type Received = { receiptId: string | null; receipt: string | null; status: string; amount: number };

/** A paper that a client has, and where it is opened; minor units. */
export type OwnPaper = { name: string; href: string; amount: number };

const pathOf = (id: string) => `/my/papers/${id}`;

const nouns = { invoice: 'Invoice', credit_note: 'Credit note' } as const;

/** The invoices, credit notes and receipts of a client's booking, each by the way to it of who is signed in. */
export function papersOf(
  documents: readonly Pick<Document, 'id' | 'kind' | 'reference' | 'total'>[],
  payments: readonly Received[],
): OwnPaper[] {
  const receipts = new Map<string, OwnPaper>();
  for (const { receiptId: id, receipt, status, amount } of payments) {
    if (!id || !receipt || status !== 'received') continue;
    const sum = (receipts.get(id)?.amount ?? 0) + amount;
    receipts.set(id, { name: `Receipt ${receipt}`, href: pathOf(id), amount: sum });
  }
  return [
    ...documents.map(({ id, kind, reference, total }) => ({
      name: `${nouns[kind]} ${reference}`,
      href: pathOf(id),
      amount: total,
    })),
    ...receipts.values(),
  ];
}
