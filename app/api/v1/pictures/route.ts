import { addPicture } from '@/lib/menu/pictures/keep-picture';
import { receivePicture } from '@/lib/menu/pictures/receive-picture';
import { route } from '@/lib/platform/route';

/** Takes a picture and answers with its id. */
export const POST = route('menu.write', (request, { actor }) =>
  addPicture(actor, { read: () => receivePicture(request) }),
);
