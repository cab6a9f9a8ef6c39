import { Refusal } from '@/lib/platform/errors';
import type { ImportKind } from '../kinds';
import { fileLimit, wrongFile } from './file-kind';

const tooLarge = () => wrongFile('This file is larger than 20 MB. Cut the list in two.');

/** Reads the body of an upload, no further than a file may be large, and its name. Throws Refusal for a larger one. */
export async function receiveFile(
  request: Request,
): Promise<{ kind: ImportKind; bytes: Buffer; name: string }> {
  // A page of another site could post a form, but not with a head of ours: that kind of request it has to ask for first.
  const from = request.headers.get('sec-fetch-site');
  if (from && from !== 'same-origin') throw new Refusal('forbidden', 'Files are imported on our own pages.');
  if (Number(request.headers.get('content-length')) > fileLimit) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > fileLimit) throw tooLarge();
    chunks.push(chunk);
  }
  // A kind that there is none of is refused by the command, in its words.
  const kind = (new URL(request.url).searchParams.get('kind') ?? 'customers') as ImportKind;
  return { kind, bytes: Buffer.concat(chunks), name: nameOf(request.headers.get('x-file-name') ?? '') };
}

function nameOf(sent: string): string {
  try {
    return decodeURIComponent(sent).slice(-200);
  } catch {
    return '';
  }
}
