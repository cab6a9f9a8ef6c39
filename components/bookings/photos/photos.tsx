'use client';

import { type ChangeEvent, useRef, useState } from 'react';
import { attempt } from '@/components/form/send-form';
import { showAgain } from '@/components/screen/show-again';
import { Button } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { notify } from '@/components/ui/toast';
import { removePhoto } from '@/lib/bookings/photos/actions';

type Photo = { id: string; label: string };

/** What a photo may be; a phone turns its own kinds into one of these. */
const kinds = 'image/jpeg,image/png,image/webp,image/avif';

/** The photos of an event: each opens in full, is taken away with a way back; new ones from the camera or from the phone. */
export function Photos({
  bookingId,
  eventName,
  photos,
  mayAdd,
}: {
  bookingId: string;
  eventName: string;
  photos: readonly Photo[];
  mayAdd: boolean;
}) {
  return (
    <div className="flex flex-col gap-3">
      {photos.length > 0 ? (
        <ul aria-label={`Photos of ${eventName}`} className="grid grid-cols-3 gap-2 sm:flex sm:flex-wrap">
          {photos.map((photo) => (
            <PhotoItem key={photo.id} photo={photo} />
          ))}
        </ul>
      ) : null}
      {mayAdd ? (
        <div className="flex flex-wrap gap-2">
          <AddPhotos bookingId={bookingId} label="Take a photo" camera />
          <AddPhotos bookingId={bookingId} label="Add photos" />
        </div>
      ) : null}
    </div>
  );
}

function PhotoItem({ photo: { id, label } }: { photo: Photo }) {
  const set = (removed: boolean) => attempt((key) => removePhoto({ id, removed }, key));
  const remove = async () => {
    const result = await set(true);
    showAgain();
    if (!result.ok) return notify({ message: 'Not removed', detail: result.message, tone: 'error' });
    notify({ message: 'Photo removed', undo: () => void set(false).then(showAgain) });
  };
  return (
    <li className="flex flex-col sm:w-32">
      <a href={`/api/v1/photos/${id}/large`} target="_blank" rel="noreferrer" className="rounded-md">
        {/* biome-ignore lint/performance/noImgElement: resized once when it was stored, and served by our own route */}
        <img
          src={`/api/v1/photos/${id}/small`}
          alt={label}
          loading="lazy"
          className="aspect-square w-full rounded-md bg-bone object-cover"
        />
      </a>
      <Button size="small" variant="quiet" onClick={() => void remove()}>
        Remove<span className="sr-only"> {label}</span>
      </Button>
    </li>
  );
}

/** Sends a photo; answers the sentence why it isn't kept, if it isn't. */
async function send(bookingId: string, file: File): Promise<string | undefined> {
  try {
    const answer = await fetch(`/api/v1/bookings/${bookingId}/photos`, {
      method: 'POST',
      headers: { 'content-type': file.type || 'application/octet-stream' },
      body: file,
    });
    if (answer.ok) return undefined;
    const told = (await answer.json()) as { error?: { message: string } };
    return told.error?.message ?? 'The photo wasn’t kept. Try again.';
  } catch {
    return 'The photo didn’t arrive. Check the connection and choose it again.';
  }
}

function AddPhotos({ bookingId, label, camera }: { bookingId: string; label: string; camera?: boolean }) {
  const input = useRef<HTMLInputElement>(null);
  const [left, setLeft] = useState(0);
  const choose = async (event: ChangeEvent<HTMLInputElement>) => {
    const files = [...(event.target.files ?? [])];
    event.target.value = '';
    // One after the other: a phone's network carries no more, and the first that isn't kept says why.
    for (const [at, file] of files.entries()) {
      setLeft(files.length - at);
      const problem = await send(bookingId, file);
      showAgain();
      if (!problem) continue;
      notify({ message: `${file.name || 'The photo'} wasn’t kept`, detail: problem, tone: 'error' });
      break;
    }
    setLeft(0);
  };
  return (
    <>
      <input
        ref={input}
        type="file"
        accept={kinds}
        aria-label={label}
        className="sr-only"
        tabIndex={-1}
        onChange={choose}
        {...(camera ? { capture: 'environment' } : { multiple: true })}
      />
      <Button
        pending={left > 0}
        icon={<Icon name={camera ? 'picture' : 'plus'} className="size-4" />}
        onClick={() => input.current?.click()}
      >
        {left > 1 ? `Sending ${left}…` : left === 1 ? 'Sending…' : label}
      </Button>
    </>
  );
}
