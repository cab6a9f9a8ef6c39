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
  /** The picture of the company's logo, with its sides in pixels. */
  logo: { id: string; width: number; height: number } | null;
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

export type Label = {
  title: string;
  /** Under the title, strong: how much is in it. */
  amount?: string | undefined;
  /** What nobody may overlook, in a frame on labels for boxes. */
  mark?: string | undefined;
  lines: readonly string[];
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
  | { kind: 'labels'; sheet?: keyof typeof labelSheets; labels: readonly Label[] }
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

/** Points within which a logo stands at the head of a paper. */
const logoRoom = { width: 150, height: 48 };

/** How large a logo is drawn, in points: as large as its room allows, its sides in proportion, and never larger than 96 dpi shows it. */
export function logoSize({ width, height }: { width: number; height: number }) {
  const scale = Math.min(logoRoom.width / width, logoRoom.height / height, 0.75);
  return { width: width * scale, height: height * scale };
}

const mm = (length: number) => (length * 72) / 25.4;
type LabelSheet = {
  across: number;
  down: number;
  /** Points: of one label, of the margins before the first, and between two beside each other. */
  width: number;
  height: number;
  left: number;
  top: number;
  gap: number;
};
const edgeToEdge = ({ width, height }: { width: number; height: number }): LabelSheet => ({
  ...{ across: 3, down: 8, width: width / 3, height: height / 8 },
  ...{ left: 0, top: 0, gap: 0 },
});

/**
 * Sheets of labels as they are sold: cards of 3 by 8, edge to edge; for boxes 2 by 7 of 99.1 × 38.1 mm on A4 (as Avery L7163) and
 * 2 by 5 of 4 × 2 inches on Letter (as Avery 5163).
 */
export const labelSheets = {
  cards: { a4: edgeToEdge(sheetSizes.a4), letter: edgeToEdge(sheetSizes.letter) },
  boxes: {
    a4: {
      ...{ across: 2, down: 7, width: mm(99.1), height: mm(38.1) },
      ...{ left: mm(4.65), top: mm(15.15), gap: mm(2.5) },
    },
    letter: { ...{ across: 2, down: 5, width: 288, height: 144 }, ...{ left: 11.25, top: 36, gap: 13.5 } },
  },
} satisfies Record<string, Record<PaperSize, LabelSheet>>;

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
