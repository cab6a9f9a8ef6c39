import { mapHref, type Pin } from '@/lib/messaging/conversations/pin';

/** Opens a place that a customer sent on a map; the map isn't told who asks. */
export function MapLink({ pin }: { pin: Pin }) {
  return (
    <a href={mapHref(pin)} target="_blank" rel="noreferrer" className="relative z-10 underline">
      Map<span className="sr-only">{` of ${pin.label ?? 'the location'} (new tab)`}</span>
    </a>
  );
}
