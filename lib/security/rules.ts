import type { activityDeeds, securityRules, severities } from '@/db/enums-of-security';
import { wallClock } from '@/lib/platform/format/zones';

export type Rule = (typeof securityRules)[number];
export type Severity = (typeof severities)[number];

/** What one person did of one kind in one hour, in one part of the system; null where nobody knows who it was. */
export type Hour = {
  userId: string | null;
  hour: Date;
  area: string;
  deed: (typeof activityDeeds)[number];
  /** Records. */
  n: number;
  /** Changes, looks, rows that left the house. */
  size: number;
};

export type Watched = {
  /** Of the last day at least. */
  hours: readonly Hour[];
  now: Date;
  timeZone: string;
  /** When the company works, by its own clock: from one hour until another. */
  opens: number;
  closes: number;
};

/** What looks like trouble, and for how long the same isn't told again. */
export type Finding = {
  rule: Rule;
  severity: Severity;
  userId: string | null;
  about: { n?: number; network?: string; hour?: string };
  quietHours: number;
};

/** Parts of records, such as the lines of a booking, are counted apart: one save touches many of them. */
export const partMark = '+';

/** From which number on each rule speaks. */
export const limits = {
  failed: { person: 8, grave: 25, stranger: 60 },
  privilege: { day: 5, grave: 12 },
  exported: { rows: 2000, customers: 500 },
  changed: { hour: 150, removed: 40 },
  outOfHours: 12,
  customers: { hour: 40, grave: 80, day: 150 },
} as const;

/** Where nobody has said when the company works. */
export const usualHours = { opens: 5, closes: 24 } as const;

const hourMs = 3_600_000;

type Look = (theirs: readonly Hour[], userId: string | null, watched: Watched) => Finding | undefined;

const sum = (hours: readonly Hour[], of: (hour: Hour) => number) =>
  hours.reduce((total, hour) => total + of(hour), 0);
const within = (hours: readonly Hour[], now: Date, most: number) =>
  hours.filter(({ hour }) => hour <= now && now.getTime() - hour.getTime() < most * hourMs);
const did = (hours: readonly Hour[], ...deeds: Hour['deed'][]) =>
  hours.filter(({ deed }) => deeds.includes(deed));

/** The busiest of the last two clock hours: what ended a minute ago still counts. */
function busiest(hours: readonly Hour[], now: Date, of: (hour: Hour) => number): number {
  const byHour = new Map<number, number>();
  for (const hour of within(hours, now, 2))
    byHour.set(hour.hour.getTime(), (byHour.get(hour.hour.getTime()) ?? 0) + of(hour));
  return Math.max(0, ...byHour.values());
}

const n = ({ n: records }: Hour) => records;
const size = ({ size: amount }: Hour) => amount;

/** Wrong passwords or codes, of one person or of addresses that nobody has. */
export const failedSignIns: Look = (theirs, userId, { now }) => {
  const tries = sum(did(within(theirs, now, 2), 'failed'), size);
  const from = userId === null ? limits.failed.stranger : limits.failed.person;
  if (tries < from) return undefined;
  const severity = userId !== null && tries >= limits.failed.grave ? 'high' : 'medium';
  return { rule: 'failed_sign_ins', severity, userId, about: { n: tries }, quietHours: 2 };
};

/** Money given back or given up, limits passed over, prices of one's own, fewer guests than were final. */
export const privilegeUse: Look = (theirs, userId, { now }) => {
  const uses = sum(did(within(theirs, now, 24), 'privilege'), n);
  if (userId === null || uses < limits.privilege.day) return undefined;
  const severity = uses >= limits.privilege.grave ? 'high' : 'medium';
  return { rule: 'privilege', severity, userId, about: { n: uses }, quietHours: 24 };
};

/** Many rows taken out of the house within a day; of customers fewer are many. */
export const largeExport: Look = (theirs, userId, { now }) => {
  const taken = did(within(theirs, now, 24), 'exported');
  const rows = sum(taken, size);
  const people = sum(
    taken.filter(({ area }) => area === 'customers'),
    size,
  );
  if (userId === null || (rows < limits.exported.rows && people < limits.exported.customers))
    return undefined;
  const severity = people >= limits.exported.customers ? 'high' : 'medium';
  return { rule: 'large_export', severity, userId, about: { n: rows }, quietHours: 24 };
};

/** Many records changed or removed within an hour. */
export const massChange: Look = (theirs, userId, { now }) => {
  const whole = theirs.filter(({ area }) => !area.endsWith(partMark));
  const changed = busiest(did(whole, 'changed', 'removed'), now, n);
  const removed = busiest(did(whole, 'removed'), now, n);
  if (userId === null || (changed < limits.changed.hour && removed < limits.changed.removed))
    return undefined;
  const severity = removed >= limits.changed.removed ? 'high' : 'medium';
  return { rule: 'mass_change', severity, userId, about: { n: changed }, quietHours: 6 };
};

/** Who may do what was changed: roles, invitations, second steps, the company's rules of access. */
export const permissionChange: Look = (theirs, userId, { now }) => {
  const changes = sum(did(within(theirs, now, 2), 'permission'), n);
  if (userId === null || changes === 0) return undefined;
  return { rule: 'permission_change', severity: 'medium', userId, about: { n: changes }, quietHours: 4 };
};

/** Work in an hour when the company doesn't; a look at the phone in the night is none. */
export const outOfHours: Look = (theirs, userId, { now, timeZone, opens, closes }) => {
  const worked = did(within(theirs, now, 2), 'added', 'changed', 'removed', 'read', 'exported', 'downloaded');
  const late = worked.filter(({ hour }) => {
    const at = wallClock(timeZone, hour.getTime()).hour;
    return at < opens || at >= closes;
  });
  const deeds = busiest(late, now, n);
  if (userId === null || deeds < limits.outOfHours) return undefined;
  const hour = late.at(-1)?.hour.toISOString();
  return {
    rule: 'out_of_hours',
    severity: 'low',
    userId,
    about: { n: deeds, ...(hour && { hour }) },
    quietHours: 24,
  };
};

/** More customers opened than one works with. */
export const manyCustomers: Look = (theirs, userId, { now }) => {
  const opened = did(theirs, 'read', 'downloaded').filter(({ area }) => area === 'customers');
  const hour = busiest(opened, now, n);
  const day = sum(within(opened, now, 24), n);
  if (userId === null || (hour < limits.customers.hour && day < limits.customers.day)) return undefined;
  const grave = hour >= limits.customers.grave || day >= limits.customers.day;
  const about = { n: grave ? Math.max(hour, day) : hour };
  return { rule: 'many_customers', severity: grave ? 'high' : 'medium', userId, about, quietHours: 24 };
};

/** Hours by what they have in common. */
export function grouped<K>(hours: readonly Hour[], by: (hour: Hour) => K): Map<K, Hour[]> {
  const groups = new Map<K, Hour[]>();
  for (const hour of hours) {
    const group = groups.get(by(hour));
    if (group) group.push(hour);
    else groups.set(by(hour), [hour]);
  }
  return groups;
}

const looks = [
  failedSignIns,
  privilegeUse,
  largeExport,
  massChange,
  permissionChange,
  outOfHours,
  manyCustomers,
];

/** All that looks like trouble in what people of a company did lately, person by person. */
export function findTrouble(watched: Watched): Finding[] {
  const byPerson = grouped(watched.hours, ({ userId }) => userId);
  return [...byPerson].flatMap(([userId, theirs]) =>
    looks.flatMap((look) => look(theirs, userId, watched) ?? []),
  );
}

/**
 * Somebody signs in with a browser that never signed them in before, from a network that they weren't in for ninety days. A
 * new browser alone, or a known one elsewhere, is every day's; a first sign-in has no before.
 */
export function newPlace({
  userId,
  knownBrowser,
  network,
  networks,
}: {
  userId: string;
  knownBrowser: boolean;
  network: string | undefined;
  networks: readonly string[];
}): Finding | undefined {
  if (knownBrowser || network === undefined || networks.length === 0 || networks.includes(network))
    return undefined;
  return { rule: 'new_place', severity: 'medium', userId, about: { network }, quietHours: 12 };
}

/** The part of an address that its network has: three numbers of IPv4, three groups of IPv6; none where it is no address. */
export function networkOf(ip: string | undefined): string | undefined {
  const four = /^(?:::ffff:)?(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.\d{1,3}$/.exec(ip ?? '');
  if (four) return `${four[1]}.${four[2]}.${four[3]}.0`;
  if (!ip?.includes(':') || !/^[0-9a-f:]+$/i.test(ip)) return undefined;
  const [head = '', tail] = ip.toLowerCase().split('::');
  const first = head.split(':').filter(Boolean);
  const rest = (tail ?? '').split(':').filter(Boolean);
  const zeros = tail === undefined ? [] : Array.from({ length: 8 - first.length - rest.length }, () => '0');
  const groups = [...first, ...zeros, ...rest].map((group) => Number.parseInt(group, 16).toString(16));
  return groups.length === 8 ? groups.slice(0, 3).join(':') : undefined;
}
