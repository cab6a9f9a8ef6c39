import { describe, expect, test } from 'vitest';
import type { InvoiceDocument } from '@/db/schema/invoice-document';
import type { Letterhead, PaperDocument } from '@/lib/paper/document';
import { invoicePaper, receiptPaper } from './paper';

const letterhead: Letterhead = {
  ...{ name: 'Renamed since', address: null, phone: null, email: null },
  ...{
    taxNumber: 'C0001',
    footer: null,
    payment: 'MoMo 024 000 0000',
    size: 'a4',
    language: 'en',
    logo: null,
  },
};
const party = (name: string) => ({ name, address: null, phone: null, email: null });
const document: InvoiceDocument = {
  ...{ currency: 'GHS', locale: 'en-GH', seller: party('Akwaaba Catering'), buyer: party('Ama Mensah') },
  event: { reference: 'BK00042', name: 'Mensah wedding', day: '2026-12-24', venue: 'The hall', guests: 75 },
  lines: [
    {
      name: 'Jollof',
      notes: 'No pepper',
      quantity: 75,
      unitPrice: 2500,
      discountRate: 1000,
      amount: 168_750,
    },
  ],
  ...{ subtotal: 168_750, discount: 8_750, serviceCharge: 16_000, paid: 50_000 },
};
const tax = {
  profile: 'VAT',
  components: [{ code: 'VAT', name: 'VAT', rate: 1500, compound: false, amount: 26_400 }],
};
const invoice = {
  ...{ kind: 'invoice' as const, reference: 'INV-2026-0001', issuedOn: '2026-12-01', dueOn: '2026-12-08' },
  ...{ total: 202_400, credited: 0, reason: null, tax, document },
};

/** All that a reader of a paper reads. */
const textOf = (paper: PaperDocument) => JSON.stringify(paper).replaceAll(/[\u00a0\u202f]/g, ' ');

/** The amounts at the foot of a paper, in minor units. */
const sumsOf = (paper: PaperDocument) =>
  paper.parts.flatMap((part) =>
    part.kind === 'totals' ? part.rows.map(({ amount }) => Number(amount.replace(/[^\d-]/g, ''))) : [],
  );

describe('an invoice as paper', () => {
  test('says what was issued, whoever the company is by now', () => {
    const text = textOf(invoicePaper(invoice, [], letterhead));
    for (const said of ['Akwaaba Catering', 'Ama Mensah', 'INV-2026-0001', 'No pepper', 'less 10 %', 'MoMo'])
      expect(text).toContain(said);
    expect(text).not.toContain('Renamed since');
    for (const sum of ['1,687.50', '-GHS 87.50', '160.00', '264.00', '2,024.00', '-GHS 500.00', '1,524.00'])
      expect(text).toContain(sum);
    expect(text).not.toContain('Void');
  });

  test('that was credited in full says so on its face, in French too', () => {
    const gone = { ...invoice, credited: invoice.total };
    const related = [{ reference: 'CN-2026-0001' }];
    expect(textOf(invoicePaper(gone, related, letterhead))).toContain('Credited in full by CN-2026-0001.');
    expect(textOf(invoicePaper(gone, related, { ...letterhead, language: 'fr' }))).toContain(
      'Annulé par l’avoir CN-2026-0001.',
    );
  });
});

describe('an invoice whose prices include tax', () => {
  const within = { profile: 'VAT', components: [{ ...tax.components[0], amount: 22_957 }], included: true };
  const whole = { ...invoice, total: 176_000, tax: within as typeof tax & { included: true } };

  test('adds up without it and says what of it the tax is, in either language', () => {
    const paper = invoicePaper(whole, [], letterhead);
    expect(sumsOf(paper)).toEqual([168_750, -8750, 16_000, 176_000, 22_957, -50_000, 126_000]);
    expect(textOf(paper)).toContain('Includes VAT 15 %');
    expect(textOf(paper)).toContain('Prices include tax.');
    const french = textOf(invoicePaper(whole, [], { ...letterhead, language: 'fr' }));
    expect(french).toContain('Les prix comprennent la taxe.');
    expect(french).toContain('dont VAT 15 %');
  });

  test('says why an exempt customer is spared it, and what the total is about by the rate of its day', () => {
    const exempt = { reason: 'Diplomatic mission', certificate: '12/B' };
    const free = { ...within, components: [{ ...tax.components[0], amount: 0 }], exempt, relief: 22_957 };
    const shown = { currency: 'USD', rate: '12.35', validFrom: '2026-12-01' };
    const about = { ...document, shown };
    const paper = invoicePaper(
      { ...invoice, total: 153_043, tax: free as typeof tax, document: about },
      [],
      letterhead,
    );
    expect(sumsOf(paper)).toEqual([168_750, -8750, 16_000, -22_957, 153_043, -50_000, 103_043]);
    for (const said of [
      'Tax exempt: Diplomatic mission (certificate 12/B)',
      'Tax not charged',
      'About USD 124 at',
    ])
      expect(textOf(paper)).toContain(said);
    expect(textOf(paper)).not.toContain('VAT');
  });
});

test('a void receipt says so, and what went back stands on it', () => {
  const receipt = {
    ...{ id: 'r', companyId: 'c', reference: 'R-2026-0001', issuedOn: '2026-12-01', createdAt: new Date(0) },
    ...{ voidReason: 'Typed twice', voidedBy: null, voidedAt: new Date(0) },
  };
  const part = {
    ...{ id: 'p', amount: 50_000, method: 'cash' as const, status: 'void' as const, reference: null },
    ...{ receivedAt: new Date(0), returned: 10_000 },
    booking: { id: 'b', reference: 'BK00042', eventName: 'Mensah wedding' },
    customer: { id: 'k', name: 'Ama Mensah', phone: null, email: null },
  };
  const where = { currency: 'GHS', locale: 'en-GH', timeZone: 'Africa/Accra' };
  const text = textOf(receiptPaper({ receipt, parts: [part] }, letterhead, where));
  for (const said of ['Void', 'Reason: Typed twice', 'Cash', 'Mensah wedding', '500.00', 'Given back'])
    expect(text).toContain(said);
});
