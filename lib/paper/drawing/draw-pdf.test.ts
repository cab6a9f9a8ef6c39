import { mkdirSync, writeFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import { describe, expect, test, vi } from 'vitest';
import type { Letterhead, PaperDocument, Part } from '../document';
import { moneyDocument } from '../money-document';
import { drawPdf } from './draw-pdf';
import { Pen } from './pen';

const letterhead: Letterhead = {
  name: 'Akwaaba Catering',
  address: '12 Ring Road East\nOsu, Accra',
  phone: '+233 24 400 0102',
  email: 'office@akwaaba.example',
  taxNumber: 'C0012345678',
  footer: 'Akwaaba Catering Ltd, registered in Ghana',
  payment: 'Mobile money 024 400 0102 (Akwaaba Catering)\nBank: GCB, 1234567890123',
  size: 'a4',
  language: 'en',
  logo: null,
};
const paper = (parts: Part[], change: Partial<PaperDocument> = {}): PaperDocument => ({
  ...{ title: 'Banquet event order', number: 'BK-00012 · version 3', file: 'order', letterhead, parts },
  ...change,
});

/** Pages of a file, and whether each of its typefaces is in it. */
function look(pdf: Buffer) {
  const text = pdf.toString('latin1');
  return {
    pages: [...text.matchAll(/\/Type \/Page\b(?!s)/g)].length,
    embedded: [...text.matchAll(/\/FontFile2 /g)].length,
    fonts: [...text.matchAll(/\/BaseFont \/([\w+-]+)/g)].map(([, name]) => name ?? ''),
  };
}

/** What a file's typefaces say their glyphs mean: where text is copied or searched, this is what is found. */
function meanings(pdf: Buffer): string {
  const found: string[] = [];
  for (const at of pdf.toString('latin1').matchAll(/stream\r?\n/g)) {
    const from = at.index + at[0].length;
    const end = pdf.indexOf('endstream', from);
    try {
      const opened = inflateSync(pdf.subarray(from, end)).toString('latin1');
      if (opened.includes('beginbfrange') || opened.includes('beginbfchar')) found.push(opened);
    } catch {
      // Not compressed, or no stream of ours.
    }
  }
  return found.join('\n').toLowerCase();
}

const show = (name: string, pdf: Buffer) => {
  const folder = process.env.PAPER_LOOK;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/${name}.pdf`, pdf);
};

const words = '₵ é è ê ç œ Œ ï ù ɛ Ɛ ɔ Ɔ';
const longName =
  'Nana Akosua Agyemanga-Boatengmaa & Kwabena Ofori-Atta-Wiredu Traditional Engagement 2026 x'.slice(0, 90);

describe('a PDF', () => {
  test('holds its own typefaces, and ₵, accents and the letters of Twi mean what they are', async () => {
    const pdf = await drawPdf(paper([{ kind: 'text', text: words }]));
    const { fonts, embedded } = look(pdf);
    expect(embedded).toBeGreaterThan(0);
    expect(fonts.every((name) => /^[A-Z]{6}\+Inter/.test(name))).toBe(true);
    const means = meanings(pdf);
    for (const letter of words.replaceAll(' ', ''))
      expect(means, letter).toContain(`<${(letter.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`);
    show('letters', pdf);
  });

  test('has another typeface for scripts that its own lacks, and a square for what neither has', async () => {
    const pdf = await drawPdf(paper([{ kind: 'text', text: 'حفل زفاف شلومى · שלום עולם · Wedding 🎉 婚' }]));
    expect(look(pdf).fonts.some((name) => name.includes('DejaVu'))).toBe(true);
    expect(meanings(pdf)).toContain('25a1');
    show('scripts', pdf);
  });

  test('of 60 lines with a name of 90 characters goes over pages, the last of which isn’t empty', async () => {
    const rows = Array.from({ length: 60 }, (_, at) => ({
      cells: [at === 3 ? longName.replaceAll(' ', '') : `${longName} ${at}`, '12,500', 'GHS 12,345,678.90'],
      note: at % 7 ? undefined : 'No pepper; the sauce apart',
    }));
    const pdf = await drawPdf(
      paper(
        [
          {
            kind: 'facts',
            facts: [
              { label: 'Client', value: longName },
              { label: 'Venue', value: longName },
            ],
          },
          {
            kind: 'table',
            title: 'Menu',
            columns: [
              { head: 'Dish' },
              { head: 'Quantity', width: 60, align: 'end' },
              { head: 'Amount', width: 110, align: 'end' },
            ],
            rows,
          },
          { kind: 'box', tone: 'danger', title: 'Diets and allergies', lines: [longName, 'x'.repeat(300)] },
          { kind: 'signatures', fields: ['Kitchen', 'Service', 'Driver'] },
        ],
        {
          subtitle: longName,
          code: {
            address: `https://cater.example/bookings/${'0'.repeat(36)}/order/3`,
            caption: 'Is this copy current?',
          },
        },
      ),
    );
    expect(look(pdf).pages).toBe(4);
    show('sixty', pdf);
  });

  test.each(['a4', 'letter'] as const)('has the size that the company prints on: %s', async (size) => {
    const pdf = await drawPdf(paper([], { letterhead: { ...letterhead, size } }));
    expect(pdf.toString('latin1')).toContain(size === 'a4' ? '[0 0 595.28 841.89]' : '[0 0 612 792]');
  });

  test('goes on over the next page where one cell or box is longer than a page', async () => {
    const endless = 'All the ways in which the tables are laid. '.repeat(200);
    const pdf = await drawPdf(
      paper([
        { kind: 'table', columns: [{ head: 'Dish' }, { head: 'n' }], rows: [{ cells: [endless, '1'] }] },
        { kind: 'box', tone: 'attention', title: 'Changed', lines: [endless] },
        { kind: 'facts', facts: [{ label: 'Notes', value: endless }], columns: 1 },
      ]),
    );
    expect(look(pdf).pages).toBeGreaterThan(4);
    show('endless', pdf);
  });

  test.each([
    ['a4', 14],
    ['letter', 10],
  ] as const)('of labels for boxes on %s has %i on a page, whatever is on them', async (size, most) => {
    const one = {
      title: longName,
      amount: 'Feeds 25 · 2 of 30',
      mark: 'Contains: Gluten, Crustaceans, Eggs, Fish, Peanuts, Soy, Milk',
      lines: [
        'May contain: Nuts, Celery, Mustard, Sesame, Sulphites, Lupin, Molluscs',
        ...['Halal', 'Mensah wedding · Ama Mensah', 'Sat, 12 Dec 2026, 14:00'],
      ],
    };
    const sheet = async (count: number) => {
      const part: Part = { kind: 'labels', sheet: 'boxes', labels: Array.from({ length: count }, () => one) };
      return drawPdf(paper([part], { letterhead: { ...letterhead, size } }));
    };
    expect(look(await sheet(most)).pages).toBe(1);
    const pdf = await sheet(most + 1);
    expect(look(pdf).pages).toBe(2);
    show(`boxes-${size}`, pdf);
  });

  test('of a sheet of labels has 24 on a page', async () => {
    const one = {
      title: longName,
      lines: ['Serve hot', '12 Dec 2026'],
      mark: 'Contains gluten, milk, peanuts; rest unknown',
    };
    const labels = Array.from({ length: 25 }, () => one);
    const pdf = await drawPdf(paper([{ kind: 'labels', labels }]));
    expect(look(pdf).pages).toBe(2);
    show('labels', pdf);
  });
});

test('a paper about money says what it was given, in the company’s language', async () => {
  const document = moneyDocument({
    kind: 'invoice',
    number: 'INV-2026-00012',
    letterhead: { ...letterhead, language: 'fr' },
    buyer: ['Ama Mensah', '4 Independence Avenue', '+233 24 400 0199'],
    currency: 'GHS',
    locale: 'fr-FR',
    facts: [
      { label: 'Date', value: '12 déc. 2026' },
      { label: 'Échéance', value: '' },
    ],
    groups: [
      {
        title: 'Menu',
        lines: [{ name: 'Riz jollof', quantity: 75, unit: 'par convive', unitPrice: 2500, amount: 187_500 }],
      },
    ],
    totals: [
      { label: 'Sous-total', amount: 187_500 },
      { label: 'TVA 15 %', amount: 28_125 },
      { label: 'Total', amount: 215_625, strong: true },
    ],
    entries: {
      title: 'Paiements',
      heads: ['Date', 'Moyen', 'Montant'],
      rows: [['13 déc. 2026', 'Mobile money', 100_000]],
    },
    terms: 'Payable sous 14 jours.',
  });
  expect(document).toMatchObject({ title: 'Facture', file: 'Facture-INV-2026-00012' });
  const table = document.parts.find((part) => part.kind === 'table');
  expect(table).toMatchObject({
    rows: [
      { look: 'group' },
      { cells: ['Riz jollof', '75', expect.stringContaining('25,00'), expect.stringContaining('875,00')] },
    ],
  });
  expect(document.parts.map((part) => part.kind)).toEqual([
    'sides',
    'facts',
    'table',
    'totals',
    'table',
    'text',
    'text',
  ]);
  show('invoice', await drawPdf(document));
});

test('wherever a page ends, sums stay together, and a heading and a table’s head have their first row below them', async () => {
  const written: { text: string; page: number }[] = [];
  const write = Pen.prototype.write;
  vi.spyOn(Pen.prototype, 'write').mockImplementation(function (this: Pen, text, at, look) {
    written.push({ text, page: this.doc.bufferedPageRange().count });
    return write.call(this, text, at, look);
  });
  const pageOf = (text: string) => written.find((one) => one.text === text)?.page;
  const columns = [{ head: 'Dish' }, { head: 'Quantity', width: 80 }];
  for (let filled = 20; filled < 60; filled += 1) {
    written.splice(0);
    await drawPdf(
      paper([
        { kind: 'text', text: Array.from({ length: filled }, (_, at) => `Line ${at}`).join('\n') },
        { kind: 'totals', rows: ['Menu', 'VAT', 'Total'].map((label) => ({ label, amount: 'GHS 1.00' })) },
        {
          ...{ kind: 'table', title: 'What may be added', columns },
          rows: [
            { cells: ['Mains'], look: 'group' },
            { cells: ['Jollof', '75'], note: 'No pepper' },
            { cells: ['Drinks'], look: 'group' },
            { cells: ['Sobolo', '75\nbottles'] },
          ],
        },
      ]),
    );
    const of = (...texts: string[]) => [...new Set(texts.map(pageOf))];
    expect([filled, of('Menu', 'VAT', 'Total')]).toEqual([filled, [expect.any(Number)]]);
    expect([filled, of('Drinks', 'Sobolo', 'bottles')]).toEqual([filled, [expect.any(Number)]]);
    expect([filled, of('What may be added', 'Mains', 'Jollof', 'No pepper')]).toEqual([
      filled,
      [expect.any(Number)],
    ]);
  }
  vi.restoreAllMocks();
});
