import 'server-only';
import { Refusal } from '@/lib/platform/errors';
import { pictureLimit } from '@/lib/platform/pictures/read-picture';
import { receiveUpload } from '@/lib/platform/receive-upload';

const tooLarge = () => new Refusal('invalid', 'This file is larger than 15 MB. Send a smaller one.');

/** Reads the body of an upload, no further than a file may be large, and the name that its address gives. Throws Refusal. */
export async function receiveFile(request: Request) {
  const bytes = await receiveUpload(request, {
    most: pictureLimit,
    elsewhere: 'Files are added on our own pages.',
    tooLarge,
  });
  return { bytes, declared: request.headers.get('content-type') ?? '' };
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
