import { Section } from '@/components/ui/section';
import type { BookingPhoto } from '@/lib/bookings/photos/queries';
import { mayTakePhoto } from '@/lib/bookings/photos/rules';
import type { Status } from '@/lib/bookings/rules';
import { formatDateTime } from '@/lib/platform/format/dates';
import type { Locality } from '@/lib/platform/format/zones';
import { Photos } from './photos';

type Props = {
  booking: { id: string; eventName: string; status: Status };
  photos: readonly BookingPhoto[];
  where: Locality;
};

/** What the team photographed, on the booking's own page. */
export function BookingPhotos({ booking: { id, eventName, status }, photos, where }: Props) {
  const may = mayTakePhoto(status, photos.length);
  return (
    <div className="mt-10">
      <Section
        title="Photos"
        note="Of the place, the set-up, what was served. Seen by the office only; where and with what they were taken isn’t kept."
      >
        {photos.length === 0 && !may.ok ? <p className="text-muted text-sm">{may.reason}</p> : null}
        <Photos
          bookingId={id}
          eventName={eventName}
          photos={photos.map((photo) => ({
            id: photo.id,
            label: `Photo by ${photo.by}, ${formatDateTime(photo.at, where)}`,
          }))}
          mayAdd={may.ok}
        />
      </Section>
    </div>
  );
}
