import 'server-only';
import { Refusal } from '@/lib/platform/errors';
import { pictureLimit } from '@/lib/platform/pictures/read-picture';

const tooLarge = () => new Refusal('invalid', 'This file is larger than 15 MB. Send a smaller one.');

/** Reads the body of an upload, no further than a file may be large, and the name that its address gives. Throws Refusal. */
export async function receiveFile(request: Request) {
  // A page of another site could post a form, but not a file of its own kind: that request it has to ask for first.
  const from = request.headers.get('sec-fetch-site');
  if (from && from !== 'same-origin') throw new Refusal('forbidden', 'Files are added on our own pages.');
  if (Number(request.headers.get('content-length')) > pictureLimit) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > pictureLimit) throw tooLarge();
    chunks.push(chunk);
  }
  return { bytes: Buffer.concat(chunks), declared: request.headers.get('content-type') ?? '' };
}

const types = { picture: 'image/webp', pdf: 'application/pdf' } as const;
const endings = { picture: 'webp', pdf: 'pdf' } as const;

/** A file as a browser gets it: to be saved and not shown, read as nothing else, and kept by no cache. */
export function fileResponse({
  bytes,
  name,
  kind,
}: {
  bytes: Buffer;
  name: string;
  kind: keyof typeof types;
}): Response {
  const base = name.replace(/\.[A-Za-z0-9]{1,5}$/, '');
  const full = `${base || 'file'}.${endings[kind]}`;
  const plain = full.replace(/[^A-Za-z0-9._ -]/g, '_');
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': types[kind],
      'content-length': String(bytes.byteLength),
      'content-disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(full).replace(/['()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`)}`,
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'private, no-store',
    },
  });
}
