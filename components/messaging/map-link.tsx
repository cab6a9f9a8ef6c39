import { mapHref, type Place } from '@/lib/messaging/conversations/location';

/** Opens a place that a customer sent on a map; the map isn't told who asks. */
export function MapLink({ place }: { place: Place }) {
  return (
    <a href={mapHref(place)} target="_blank" rel="noreferrer" className="relative z-10 underline">
      Map<span className="sr-only">{` of ${place.label ?? 'the location'} (new tab)`}</span>
    </a>
  );
}
