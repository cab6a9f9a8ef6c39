import type { CalendarDay, CalendarEvent } from '@/lib/bookings/calendar/day-queries';
import type { Place } from '@/lib/platform/sent';

/** What the views of a calendar are made of. */
export type Shown = {
  /** The day that was asked for, and the company's today. */
  day: string;
  today: string;
  span: { first: string; count: number };
  /** How much is on each day, and what of it is shown; days without anything are missing. */
  byDay: ReadonlyMap<string, CalendarDay>;
  /** Whether the one day is turned page by page. */
  paged: boolean;
  /** Whether fewer events are asked for than there are; covers are the day’s whole all the same. */
  narrowed: boolean;
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

/** A day's events that have no room where it is shown. */
export const moreOn = (day: CalendarDay | undefined): number => (day ? day.events - day.shown.length : 0);
