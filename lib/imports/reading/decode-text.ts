import { parse } from 'csv-parse/sync';
import { wrongFile } from './file-kind';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';
export const encodingWords: Record<Encoding, string> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16',
  'windows-1252': 'Windows-1252',
};

/**
 * How a file's text is written: by its mark, else by where its zeros stand, else UTF-8 where every byte fits it, else
 * what Windows writes in the west. Throws Refusal for what is no text.
 */
export function findEncoding(bytes: Buffer): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const head = bytes.subarray(0, 4096);
  const zeros = [0, 0];
  head.forEach((byte, at) => {
    if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  if (odd > head.length / 5 && even < odd / 10) return 'utf-16le';
  if (even > head.length / 5 && odd < even / 10) return 'utf-16be';
  if (even + odd > head.length / 100 && even + odd > 2)
    throw wrongFile('This isn’t a list as text. Choose a CSV file or an Excel workbook (.xlsx).');
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return 'utf-8';
  } catch {
    return 'windows-1252';
  }
}

/** The text of a file, a piece at a time, with every break of a line as one. */
export function* decodeText(bytes: Buffer, encoding: Encoding): Generator<string> {
  const decoder = new TextDecoder(encoding);
  const piece = 64 * 1024;
  let held = '';
  for (let at = 0; at < bytes.byteLength; at += piece) {
    const text = held + decoder.decode(bytes.subarray(at, at + piece), { stream: true });
    // Half of a break may stand at the end.
    held = text.endsWith('\r') ? '\r' : '';
    yield text.slice(0, text.length - held.length).replace(/\r\n?/g, '\n');
  }
  yield held + decoder.decode();
}

export type Delimiter = ',' | ';' | '\t';
export const delimiterWords: Record<Delimiter, string> = { ',': 'commas', ';': 'semicolons', '\t': 'tabs' };

/** What sets the cells apart: whatever cuts most of the first lines into the same number of cells, the more the surer. */
export function findDelimiter(head: string): Delimiter {
  const score = (delimiter: Delimiter): number => {
    try {
      const rows = parse(head, {
        delimiter,
        to: 20,
        relax_column_count: true,
        relax_quotes: true,
        skip_empty_lines: true,
      }) as string[][];
      const wide = rows[0]?.length ?? 1;
      const alike = rows.filter((row) => row.length === wide).length;
      return wide < 2 ? 0 : (wide * alike) / rows.length;
    } catch {
      // The piece ended within quotes, which says nothing of the rest.
      return (head.split('\n', 1)[0]?.split(delimiter).length ?? 1) - 1;
    }
  };
  const found = ([',', ';', '\t'] as const).map((delimiter) => ({ delimiter, score: score(delimiter) }));
  return found.reduce((best, one) => (one.score > best.score ? one : best)).delimiter;
}
