import 'server-only';
import { Refusal } from './errors';

/**
 * The bytes of a file that one of our own pages sends as the body, read no further than `most` bytes. Throws Refusal with
 * `elsewhere` for one that another site's page sent, and what `tooLarge` makes for a larger one.
 */
export async function receiveUpload(
  request: Request,
  { most, elsewhere, tooLarge }: { most: number; elsewhere: string; tooLarge: () => Refusal },
): Promise<Buffer> {
  // A page of another site could post a form, but not a file of its own kind: that request it has to ask for first.
  const from = request.headers.get('sec-fetch-site');
  if (from && from !== 'same-origin') throw new Refusal('forbidden', elsewhere);
  if (Number(request.headers.get('content-length')) > most) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > most) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
