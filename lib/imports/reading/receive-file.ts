import { receiveUpload } from '@/lib/platform/receive-upload';
import { cleanLine } from '@/lib/platform/text';
import type { ImportKind } from '../kinds';
import { fileLimit, wrongFile } from './file-kind';

const tooLarge = () => wrongFile('This file is larger than 20 MB. Cut the list in two.');

/** Reads the body of an upload, no further than a file may be large, and its name. Throws Refusal for a larger one. */
export async function receiveFile(
  request: Request,
): Promise<{ kind: ImportKind; bytes: Buffer; name: string }> {
  const bytes = await receiveUpload(request, {
    most: fileLimit,
    elsewhere: 'Files are imported on our own pages.',
    tooLarge,
  });
  // A kind that there is none of is refused by the command, in its words.
  const kind = (new URL(request.url).searchParams.get('kind') ?? 'customers') as ImportKind;
  return { kind, bytes, name: nameOf(request.headers.get('x-file-name') ?? '') };
}

function nameOf(sent: string): string {
  try {
    return cleanLine(decodeURIComponent(sent).slice(-200));
  } catch {
    return '';
  }
}
