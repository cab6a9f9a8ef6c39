import { promisify } from 'node:util';
import { inflate } from 'node:zlib';

const unpack = promisify(inflate);
/** What is looked through of one file: bytes of its packed objects, and streams in all. */
const mostUnpacked = 32 * 1024 * 1024;
const mostStreams = 20_000;
/** A dictionary in front of a stream is shorter than this. */
const dictionary = 1000;

/** Names as readers read them: PDF lets any letter of one be written as #xx (ISO 32000-1, 7.3.5). */
const plain = (text: string) =>
  text.replace(/#([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

/**
 * The text of a PDF in which its names stand, those of packed objects too (ISO 32000-1, 7.5.7); undefined where they can't be
 * looked at, as it is encrypted or packed in a way that we don't unpack.
 */
export async function pdfNames(bytes: Buffer): Promise<string | undefined> {
  const text = bytes.toString('latin1');
  const parts = [plain(text)];
  if (/\/Encrypt\b/.test(parts[0] ?? '')) return undefined;
  let [left, streams] = [mostUnpacked, 0];
  for (const { index, 0: keyword } of text.matchAll(/(?<!end)stream[ \t]*(?:\r\n|\n|\r)/g)) {
    streams += 1;
    if (streams > mostStreams) return undefined;
    const before = plain(text.slice(Math.max(0, index - dictionary), index));
    const about = before.slice(before.lastIndexOf('obj') + 1);
    if (!/\/ObjStm\b/.test(about)) continue;
    if (/\/DecodeParms\b/.test(about)) return undefined;
    if (!/\/Filter\b/.test(about)) continue;
    const from = bytes.subarray(index + keyword.length);
    const objects = await unpack(from, { maxOutputLength: left }).catch(() => undefined);
    if (!objects) return undefined;
    left -= objects.byteLength;
    if (left <= 0) return undefined;
    parts.push(plain(objects.toString('latin1')));
  }
  return parts.join('\n');
}
