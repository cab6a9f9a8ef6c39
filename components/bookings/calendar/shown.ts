import type { CalendarEvent } from '@/lib/bookings/calendar/queries';
import type { Place } from '@/lib/platform/sent';

/** What the views of a calendar are made of. */
export type Shown = {
  /** The day that was asked for, and the company's today. */
  day: string;
  today: string;
  span: { first: string; count: number };
  byDay: ReadonlyMap<string, readonly CalendarEvent[]>;
  /** Day → why nothing is confirmed on it. */
  blocked: ReadonlyMap<string, string>;
  limits: { covers: number | null; events: number | null };
  place: Place;
  dayHref: (day: string) => string;
  mayMove: (event: CalendarEvent) => boolean;
  mayTeam: (event: CalendarEvent) => boolean;
  /** Asks where it is to be moved. */
  move: (event: CalendarEvent) => void;
  /** Asks who works at it. */
  team: (event: CalendarEvent) => void;
};
