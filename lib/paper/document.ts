import type { paperSizes } from '@/db/enums';

/** The languages that paper is written in; a company of another gets English. */
export type PaperLanguage = 'en' | 'fr';
export type PaperSize = (typeof paperSizes)[number];

/** Who sends or keeps a paper, as the company's settings say it. */
export type Letterhead = {
  name: string;
  /** Lines; also the two below. */
  address: string | null;
  phone: string | null;
  email: string | null;
  taxNumber: string | null;
  /** Small, at the foot of each page. */
  footer: string | null;
  /** How the company is paid: bank, mobile money. Drawn only where a paper asks for money. */
  payment: string | null;
  size: PaperSize;
  language: PaperLanguage;
};

export type Fact = {
  label: string;
  /** Lines; one that is empty is left out with its label. */
  value: string;
  strong?: boolean | undefined;
  /** Where the value leads on screen and in the file: an address of the web. */
  href?: string | undefined;
};

export type Column = {
  head: string;
  /** Of the width beside the columns that have one of their own. */
  share?: number;
  /** Points, for figures and times. */
  width?: number;
  align?: 'start' | 'end';
};

export type Row = {
  cells: readonly string[];
  /** Smaller, under the first cell. */
  note?: string | undefined;
  /** `group`: a heading over the rows below it, of its first cell alone. `sum`: a total. `part`: belongs to the row above. */
  look?: 'group' | 'sum' | 'part' | undefined;
};

/** One part of a paper. */
export type Part =
  | { kind: 'facts'; title?: string; facts: readonly Fact[]; columns?: 1 | 2 }
  /** Blocks of text side by side, such as seller and buyer. */
  | { kind: 'sides'; sides: readonly { title: string; lines: readonly string[] }[] }
  | { kind: 'table'; title?: string; columns: readonly Column[]; rows: readonly Row[]; empty?: string }
  | { kind: 'totals'; rows: readonly { label: string; amount: string; strong?: boolean }[] }
  /** What nobody may overlook. */
  | { kind: 'box'; tone: 'danger' | 'attention' | 'plain'; title: string; lines: readonly string[] }
  | { kind: 'text'; title?: string; text: string }
  /** Boxes to tick with a pen. */
  | { kind: 'ticks'; title: string; items: readonly string[] }
  /** Lines to write on. */
  | { kind: 'signatures'; fields: readonly string[] }
  | { kind: 'labels'; labels: readonly { title: string; lines: readonly string[]; mark?: string }[] }
  | { kind: 'page' };

/**
 * A paper as data: the same is drawn as a PDF (`drawPdf`) and on screen (`PaperSheet`). What is in it is text that is already in
 * the reader's language and by the company's clock; nothing here is reckoned.
 */
export type PaperDocument = {
  title: string;
  /** "BK-00012 · version 3", beside the title. */
  number?: string | undefined;
  /** Under the title. */
  subtitle?: string | undefined;
  /** The file's name without its ending. */
  file: string;
  letterhead: Letterhead;
  /** Leads to where it is told whether this paper is still right. */
  code?: { address: string; caption: string } | undefined;
  parts: readonly Part[];
  /** Said at the foot of each page: "Printed 12 Dec 2026, 14:05". */
  printed?: string | undefined;
};

/** Points; a millimetre is 2.8346 of them. */
export const sheetSizes: Record<PaperSize, { width: number; height: number }> = {
  a4: { width: 595.28, height: 841.89 },
  letter: { width: 612, height: 792 },
};

/** What is said of pages and numbers. */
export const paperWords = {
  en: {
    page: (at: number, of: number) => `${at} of ${of}`,
    taxNumber: 'Tax no.',
  },
  fr: {
    page: (at: number, of: number) => `${at} sur ${of}`,
    taxNumber: 'N° fiscal',
  },
} satisfies Record<PaperLanguage, object>;

/** The language that a company's paper is in. */
export const paperLanguage = (language: string): PaperLanguage => (language === 'fr' ? 'fr' : 'en');

/** A name that any file system takes: letters, digits, points and hyphens. */
export function fileName(...words: readonly (string | number)[]): string {
  const plain = words.join(' ').normalize('NFD').replace(/\p{M}/gu, '');
  return (
    plain
      .replace(/[^A-Za-z0-9.]+/g, '-')
      .replace(/^[-.]+|[-.]+$/g, '')
      .slice(0, 80) || 'document'
  );
}

/** Which share of the width each column gets, in points. */
export function columnWidths(columns: readonly Column[], width: number): number[] {
  const fixed = columns.reduce((sum, column) => sum + (column.width ?? 0), 0);
  const shares = columns.reduce((sum, column) => sum + (column.width ? 0 : (column.share ?? 1)), 0);
  return columns.map((column) => column.width ?? ((width - fixed) * (column.share ?? 1)) / shares);
}
