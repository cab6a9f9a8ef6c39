import { Refusal } from '@/lib/platform/errors';

/** A list of 100,000 customers has about half of this. */
export const fileLimit = 20 * 1024 * 1024;
/** What a workbook may unpack to; the reader holds each part to what is said here. */
const mostUnpacked = 200 * 1024 * 1024;

/** A file that can't be taken, with the sentence why. */
export const wrongFile = (sentence: string) =>
  new Refusal('invalid', sentence, { fields: { file: sentence } });

const others: [string, string][] = [
  ['%PDF', 'a PDF'],
  ['\x89PNG', 'a picture'],
  ['\xff\xd8\xff', 'a picture'],
  ['GIF8', 'a picture'],
  ['\x7fELF', 'a program'],
  ['MZ', 'a program'],
];

/**
 * What a file is by its content, whatever it is called. Throws Refusal with what to do for anything but CSV text and
 * Excel workbooks, for a name that says another kind, and for a workbook that would unpack to more than a computer holds.
 */
export function fileKind(bytes: Buffer, name: string): 'csv' | 'xlsx' {
  const head = bytes.toString('latin1', 0, 8);
  const ending = /\.([a-z0-9]{1,5})$/i.exec(name)?.[1]?.toLowerCase();
  if (bytes.byteLength === 0) throw wrongFile('This file is empty. Export the list again.');
  if (head.startsWith('\xd0\xcf\x11\xe0'))
    throw wrongFile('This is an old or a locked Excel file. Save it as .xlsx without a password.');
  const other = others.find(([start]) => head.startsWith(start) && !(start === 'MZ' && !bytes.includes(0)));
  if (other) throw wrongFile(`This is ${other[1]}. Choose a CSV file or an Excel workbook (.xlsx).`);
  const kind = head.startsWith('PK\x03\x04') ? 'xlsx' : 'csv';
  if (kind === 'xlsx' && ending !== 'xlsx')
    throw wrongFile(
      'This is a packed file under another name. If it is an Excel workbook, give it the ending .xlsx.',
    );
  if (kind === 'csv' && ending === 'xlsx')
    throw wrongFile('This is called .xlsx and is no Excel workbook. Save it again, as .xlsx or as .csv.');
  if (kind === 'xlsx') mustUnpackSafely(bytes);
  return kind;
}

/** Reads the directory at the end of a ZIP file: what each part says that it unpacks to. */
function mustUnpackSafely(bytes: Buffer): void {
  const damaged = () =>
    wrongFile('This workbook is damaged. Save it again in Excel and choose the new file.');
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end < 0 || end + 22 > bytes.byteLength) throw damaged();
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  let unpacked = 0;
  for (let n = 0; n < count; n += 1) {
    if (at + 46 > bytes.byteLength || bytes.readUInt32LE(at) !== 0x02014b50) throw damaged();
    const [packed, size] = [bytes.readUInt32LE(at + 20), bytes.readUInt32LE(at + 24)];
    // A part that doesn't say its size would be held to nothing.
    if (size === 0 && packed > 2) throw damaged();
    unpacked += size;
    if (unpacked > mostUnpacked)
      throw wrongFile('This workbook unpacks to more than 200 MB. Keep the one sheet with the list in it.');
    at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
}
