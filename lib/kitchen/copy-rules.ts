import { parties } from '@/db/enums';
import type { Party, Version, VersionChange } from '@/lib/bookings/versions/rules';

/** Whose copy of an order it is; only the office's has money on it. */
export const copies = [...parties, 'office'] as const;
export type Copy = (typeof copies)[number];

/** The copy that an address asks for; the kitchen's where it says nothing. */
export const readCopy = (given: unknown): Copy => copies.find((copy) => copy === given) ?? 'kitchen';

/** The number of the newest version; 0 before anything was agreed. */
export const newestOf = (versions: readonly Version[]): number =>
  Math.max(0, ...versions.map(({ number }) => number));

/** The last version of which a party needs no telling: the one before the first it doesn't know, else the newest. */
export function knownTo(versions: readonly Version[], party: Party): number {
  const unknown = versions.flatMap(({ number, notices }) =>
    notices.some((notice) => notice.party === party && !notice.at) ? [number] : [],
  );
  return unknown.length > 0 ? Math.min(...unknown) - 1 : newestOf(versions);
}

/** All that changed after a version, each thing once: as it was then and as it is now; what came back to what it was is no change. */
export function changesSince(versions: readonly Version[], number: number): VersionChange[] {
  const changed = new Map<string, VersionChange>();
  const later = versions.filter((version) => version.number > number);
  for (const { changes } of [...later].sort((one, other) => one.number - other.number))
    for (const change of changes)
      changed.set(change.key, {
        ...change,
        old: changed.has(change.key) ? changed.get(change.key)?.old : change.old,
      });
  return [...changed.values()].filter(
    (change) => JSON.stringify(change.old ?? null) !== JSON.stringify(change.new ?? null),
  );
}

/** What is said of a copy that somebody holds in their hand. */
export function judgeCopy(versions: readonly Version[], held: number) {
  const newest = newestOf(versions);
  if (held > newest) return { state: 'unknown' as const, newest };
  if (held === newest) return { state: 'current' as const, newest };
  return { state: 'stale' as const, newest, changes: changesSince(versions, held) };
}
