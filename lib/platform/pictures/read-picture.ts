import 'server-only';
import sharp from 'sharp';
import { Refusal } from '@/lib/platform/errors';

/** A phone's photo has up to 12 MB; above that something else was chosen. */
export const pictureLimit = 15 * 1024 * 1024;
/** Beyond this many points a small file could unpack into gigabytes. */
const mostPixels = 60_000_000;
/** Longest side of each size that is kept, in pixels. */
const sizes = { large: 1600, small: 160 } as const;
export type PictureSize = keyof typeof sizes;

type Format = 'png' | 'jpeg' | 'webp' | 'avif';
const typeOf: Record<Format, string> = {
  png: 'image/png',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
  avif: 'image/avif',
};
/** What some programs call a kind. */
const otherNames: Record<string, string> = { 'image/jpg': 'image/jpeg', 'image/pjpeg': 'image/jpeg' };
const onlyThese = 'Use a PNG, JPEG, WebP or AVIF picture.';
const wrong = (sentence: string) => new Refusal('invalid', sentence, { fields: { pictureId: sentence } });

/** What the first bytes say that a file is, whatever it is called. */
function formatOf(bytes: Buffer): Format | undefined {
  const head = bytes.toString('latin1', 0, 32);
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'png';
  if (head.startsWith('\xff\xd8\xff')) return 'jpeg';
  if (head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP') return 'webp';
  if (head.slice(4, 8) === 'ftyp' && /avi[fs]/.test(head.slice(8, 32))) return 'avif';
  return undefined;
}

/**
 * Makes the two sizes that are kept of a picture: drawn anew as WebP, turned upright, without the place and device that
 * a phone writes into it. Throws Refusal for anything but a whole picture of the four kinds that is what it says it is.
 */
export async function readPicture(bytes: Buffer, declared: string) {
  if (bytes.byteLength > pictureLimit)
    throw wrong('This picture is larger than 15 MB. Choose a smaller one.');
  const format = formatOf(bytes);
  if (!format) throw wrong(`This isn’t a picture that can be shown safely. ${onlyThese}`);
  const type = declared.split(';')[0]?.trim().toLowerCase() ?? '';
  if ((otherNames[type] ?? type) !== typeOf[format])
    throw wrong(`This file says it is ${type || 'nothing'} and is ${typeOf[format]}. ${onlyThese}`);
  try {
    const source = sharp(bytes, { limitInputPixels: mostPixels, failOn: 'error', pages: 1 }).autoOrient();
    const within = (side: number, quality: number) =>
      source
        .clone()
        .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
        .webp({ quality })
        .toBuffer({ resolveWithObject: true });
    const [large, small] = [await within(sizes.large, 82), await within(sizes.small, 75)];
    const { width, height } = large.info;
    return { width, height, large: large.data, small: small.data };
  } catch (cause) {
    const refusal = wrong('This picture is damaged or too large to be read. Save it anew or choose another.');
    refusal.cause = cause;
    throw refusal;
  }
}
