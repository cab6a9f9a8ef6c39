import type { IconName } from '../ui/icon';

/** A screen that exists and that this person may open. */
export type NavItem = {
  label: string;
  href: string;
  icon: IconName;
  /** How many things wait there. */
  count?: number;
  /** Pressed after G; shown in the list of shortcuts. */
  key?: string;
  /** Set apart at the end of the rail: audit, monitoring, settings. */
  apart?: boolean;
};

/** What the palette opens besides the screens of the rail. */
export type Command = { label: string; href: string; icon: IconName };

/** `deeds`: "New booking"; `places`: what a screen leads to. */
export type Commands = { deeds: readonly Command[]; places: readonly Command[] };

/** A hit of the palette's search. */
export type SearchHit = { id: string; label: string; detail?: string; href: string; group: string };

/** Whether a screen or something inside it is open. The longest match wins among items, see `activeHref`. */
export function activeHref(items: readonly NavItem[], pathname: string): string | undefined {
  return items
    .map((item) => item.href)
    .filter((href) => pathname === href || (href !== '/' && pathname.startsWith(`${href}/`)))
    .sort((one, other) => other.length - one.length)[0];
}

/** What search and commands offer. */
export type CommandProps = {
  items: readonly NavItem[];
  /** Come with the palette's first use. */
  commands?: () => Promise<Commands>;
  /** Finds bookings, customers and so on; `signal` calls it off. */
  search?: (query: string, signal: AbortSignal) => Promise<SearchHit[]>;
};

/** `account`: where one's own name, password and sessions are. */
export type Person = { name: string; email?: string; role?: string; account?: string };

/** A server action that ends the session. */
export type SignOut = () => Promise<void> | void;
