import { promisify } from 'node:util';
import { inflate } from 'node:zlib';

const unpack = promisify(inflate);
/** What is looked through of one file: bytes of its packed objects, and streams in all. */
const mostUnpacked = 32 * 1024 * 1024;
const mostStreams = 20_000;

/** Names as readers read them: PDF lets any letter of one be written as #xx (ISO 32000-1, 7.3.5). */
const plain = (text: string) =>
  text.replace(/#([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

const keyword = /(?<!end)stream[ \t]*(?:\r\n|\n|\r)/g;
/** Packed once, in the one way that we unpack, and as it was before. */
const justDeflated = /\/Filter\s*(?:\/FlateDecode\b|\[\s*\/FlateDecode\s*\])/;
const otherwise = /\/(DecodeParms|DP)\b/;
const packedObjects = /\/ObjStm\b/;

/**
 * The text of a PDF in which its names stand, those of packed objects too (ISO 32000-1, 7.5.7); undefined where they can't be
 * looked at, as it is encrypted or packed in a way that we don't unpack. It reads as much of PDF as that takes: a file whose strings
 * imitate whole objects could still hide some.
 */
export async function pdfNames(bytes: Buffer): Promise<string | undefined> {
  const text = bytes.toString('latin1');
  const parts = [plain(text)];
  if (/\/Encrypt\b/.test(parts[0] ?? '')) return undefined;
  const streams = text.split('endstream');
  if (streams.length > mostStreams) return undefined;
  let [left, at] = [mostUnpacked, 0];
  for (const stream of streams) {
    const began = at;
    at += stream.length + 'endstream'.length;
    if (!packedObjects.test(plain(stream))) continue;
    const [word, another] = stream.matchAll(keyword);
    if (!word || another || (began > 0 && !/^\s*endobj\b/.test(stream))) return undefined;
    const about = plain(stream.slice(0, word.index));
    const filters = [...about.matchAll(/\/Filter\b/g)].length;
    if (filters !== 1 || !justDeflated.test(about) || otherwise.test(about)) return undefined;
    const packed = bytes.subarray(began + word.index + word[0].length);
    const objects = await unpack(packed, { maxOutputLength: left }).catch(() => undefined);
    if (!objects) return undefined;
    left -= objects.byteLength;
    if (left <= 0) return undefined;
    parts.push(plain(objects.toString('latin1')));
  }
  return parts.join('\n');
}
