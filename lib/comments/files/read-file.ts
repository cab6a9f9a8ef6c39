import 'server-only';
import { Refusal, refuseField } from '@/lib/platform/errors';
import { pictureLimit, readPicture } from '@/lib/platform/pictures/read-picture';
import { pdfNames } from './pdf-names';

/** What a file of a comment is kept as. */
export type ReadFile = { kind: 'picture' | 'pdf'; bytes: Buffer };

const onlyThese = 'Add a PDF, or a PNG, JPEG, WebP or AVIF picture.';
/**
 * A PDF that brings a program or other files along, which a reader could be made to run or open. The names are long: one of two
 * letters stands in many a photo by chance.
 */
const active = /\/(JavaScript|Rendition|XFA|Launch|EmbeddedFiles?|FileAttachment|RichMedia)\b/;

/**
 * Reads a file that was sent: a picture is drawn anew, without the place and device that a phone writes into it; a PDF is
 * kept as it is, once it is a whole one without programs or files in it. What it says it is has to be what it is. Throws
 * Refusal.
 */
export async function readFile(bytes: Buffer, declared: string): Promise<ReadFile> {
  if (bytes.byteLength > pictureLimit)
    throw refuseField('files', 'This file is larger than 15 MB. Send a smaller one.');
  const type = declared.split(';')[0]?.trim().toLowerCase() ?? '';
  const isPdf = bytes.toString('latin1', 0, 5) === '%PDF-';
  if (!isPdf && type === 'application/pdf')
    throw refuseField('files', `This file says it is a PDF and isn’t one. ${onlyThese}`);
  if (isPdf) {
    if (type !== 'application/pdf')
      throw refuseField('files', `This file is a PDF and says it is ${type || 'nothing'}. ${onlyThese}`);
    if (
      !bytes
        .toString('latin1', Math.max(0, bytes.length - 1024))
        .trimEnd()
        .endsWith('%%EOF')
    )
      throw refuseField('files', 'This PDF isn’t whole. Save it anew and add it again.');
    const names = await pdfNames(bytes);
    if (names === undefined)
      throw refuseField('files', 'We can’t look into this PDF. Print it to a new PDF and add that.');
    if (active.test(names))
      throw refuseField(
        'files',
        'This PDF holds a program or other files. Print it to a new PDF and add that.',
      );
    return { kind: 'pdf', bytes };
  }
  try {
    return { kind: 'picture', bytes: (await readPicture(bytes, declared)).large };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw refuseField('files', error.message.replace('Use a PNG, JPEG, WebP or AVIF picture.', onlyThese));
  }
}
