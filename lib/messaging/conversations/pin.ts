/** A place that was sent as a pin: degrees, and what the sender's map calls it. */
export type Pin = { latitude: number; longitude: number; label: string | null };

type Parameters = Record<string, string | string[] | null> | null;

const one = (raw: NonNullable<Parameters>, name: string): string => {
  const value = raw[name];
  return (Array.isArray(value) ? value[0] : value)?.trim() ?? '';
};

/** The place in a message's parameters; null where there is none, or none on this earth. */
export function readPin(raw: Parameters): Pin | null {
  if (!raw) return null;
  const [latitude, longitude] = [one(raw, 'Latitude'), one(raw, 'Longitude')];
  const [north, east] = [Number(latitude), Number(longitude)];
  if (latitude === '' || longitude === '' || !(Math.abs(north) <= 90) || !(Math.abs(east) <= 180))
    return null;
  const label = [one(raw, 'Label'), one(raw, 'Address')].filter(Boolean).join(', ');
  return { latitude: north, longitude: east, label: label || null };
}

/** "5.60372, -0.18696": about a metre, as maps take it. */
export const coordinates = ({ latitude, longitude }: Pin): string =>
  `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`;

/** Opens whatever map the reader has; nothing is loaded from anywhere. */
export const geoHref = ({ latitude, longitude }: Pin): string => `geo:${latitude},${longitude}`;

/** The same place on OpenStreetMap, for a device without a map of its own; only opened by who follows it. */
export const mapHref = ({ latitude, longitude }: Pin): string =>
  `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=17/${latitude}/${longitude}`;
