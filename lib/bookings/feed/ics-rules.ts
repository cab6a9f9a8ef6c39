import { formatGuests } from '@/lib/platform/format/guests';
import type { Status } from '../rules';

/** An event as a subscribed calendar tells it: what and where, and nothing of whose it is. */
export type FeedEvent = {
  id: string;
  reference: string;
  name: string;
  status: Status;
  startsAt: Date;
  endsAt: Date;
  venue: string;
  venueAddress: string | null;
  guests: number;
  /** Rises with every change. */
  version: number;
  updatedAt: Date;
};

type Feed = {
  /** Of the calendar: "Akwaaba Catering". */
  name: string;
  /** What its reader has to know of it as a whole. */
  note?: string;
  /** Where the product is: "https://cater.example". */
  origin: string;
  events: readonly FeedEvent[];
};

/** Octets of a line without its break (RFC 5545, 3.1). */
const longest = 75;
const encoder = new TextEncoder();

/** "20261212T140000Z" */
const utc = (at: Date) => `${at.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;

/** Text as a value: breaks, backslashes, commas and semicolons mean something there (3.3.11). */
const text = (value: string) =>
  value
    .replace(/\r\n?|\n/g, '\n')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: a control character ends a line for some readers
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f]/g, ' ')
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\n/g, '\\n');

/** Lines of up to 75 octets; what follows begins with a blank. No character is cut in two. */
export function fold(line: string): string {
  const parts: string[] = [];
  let part = '';
  let size = 0;
  for (const character of line) {
    const octets = encoder.encode(character).length;
    // The blank of a continued line counts too.
    if (size + octets > longest - (parts.length > 0 ? 1 : 0)) {
      parts.push(part);
      part = '';
      size = 0;
    }
    part += character;
    size += octets;
  }
  return [...parts, part].join('\r\n ');
}

const statuses: Record<Status, 'TENTATIVE' | 'CONFIRMED' | 'CANCELLED'> = {
  enquiry: 'TENTATIVE',
  quoted: 'TENTATIVE',
  confirmed: 'CONFIRMED',
  in_progress: 'CONFIRMED',
  completed: 'CONFIRMED',
  cancelled: 'CANCELLED',
};

function eventLines(event: FeedEvent, origin: string): string[] {
  const { id, reference, name, status, venue, venueAddress, guests, version, updatedAt } = event;
  const address = `${origin}/bookings/${id}`;
  return [
    'BEGIN:VEVENT',
    `UID:${id}@${new URL(origin).hostname}`,
    `DTSTAMP:${utc(updatedAt)}`,
    `LAST-MODIFIED:${utc(updatedAt)}`,
    `SEQUENCE:${version}`,
    `DTSTART:${utc(event.startsAt)}`,
    `DTEND:${utc(event.endsAt)}`,
    `SUMMARY:${text(statuses[status] === 'TENTATIVE' ? `${name} (${status})` : name)}`,
    `LOCATION:${text(venueAddress ? `${venue}, ${venueAddress}` : venue)}`,
    `DESCRIPTION:${text(`${formatGuests(guests)} · ${reference}\n${address}`)}`,
    `URL:${address}`,
    `STATUS:${statuses[status]}`,
    `TRANSP:${statuses[status] === 'CONFIRMED' ? 'OPAQUE' : 'TRANSPARENT'}`,
    'END:VEVENT',
  ];
}

/** A calendar by RFC 5545. Times are in UTC, which every reader turns into its own. */
export function writeCalendar({ name, note, origin, events }: Feed): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Cater//Events//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `NAME:${text(name)}`,
    `X-WR-CALNAME:${text(name)}`,
    ...(note ? [`DESCRIPTION:${text(note)}`, `X-WR-CALDESC:${text(note)}`] : []),
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    'X-PUBLISHED-TTL:PT1H',
    ...events.flatMap((event) => eventLines(event, origin)),
    'END:VCALENDAR',
  ];
  return `${lines.map(fold).join('\r\n')}\r\n`;
}
