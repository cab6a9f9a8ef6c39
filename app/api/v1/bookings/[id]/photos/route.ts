import { addPhoto } from '@/lib/bookings/photos/keep-photo';
import { receivePicture } from '@/lib/menu/pictures/receive-picture';
import { route } from '@/lib/platform/route';

type Context = { params: Promise<{ id: string }> };

/** Takes a photo of an event and answers with its id. */
export const POST = route('bookings.advance', async (request, { actor }, { params }: Context) =>
  addPhoto(actor, { bookingId: (await params).id, read: () => receivePicture(request) }),
);
