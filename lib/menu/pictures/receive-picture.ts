import 'server-only';
import { Refusal } from '@/lib/platform/errors';
import { pictureLimit } from '@/lib/platform/pictures/read-picture';
import { receiveUpload } from '@/lib/platform/receive-upload';

const tooLarge = () => {
  const sentence = 'This picture is larger than 15 MB. Choose a smaller one.';
  return new Refusal('invalid', sentence, { fields: { pictureId: sentence } });
};

/** Reads the body of an upload, no further than a picture may be large. Throws Refusal for a larger one. */
export async function receivePicture(request: Request): Promise<{ bytes: Buffer; declared: string }> {
  const bytes = await receiveUpload(request, {
    most: pictureLimit,
    elsewhere: 'Pictures are added on our own pages.',
    tooLarge,
  });
  return { bytes, declared: request.headers.get('content-type') ?? '' };
}

/** A picture as a browser gets it: nothing else may be read into it, and this browser alone keeps it. */
export function pictureResponse(bytes: Buffer): Response {
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': 'image/webp',
      'content-length': String(bytes.byteLength),
      'content-disposition': 'inline; filename="picture.webp"',
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'private, max-age=86400, immutable',
    },
  });
}
