import type { parties } from '@/db/enums';
import { formatEventStart } from '@/lib/platform/format/dates';
import type { Locality } from '@/lib/platform/format/zones';
import { fieldWords } from '../timeline';

export type Party = (typeof parties)[number];
export const partyWords: Record<Party, string> = { kitchen: 'Kitchen', service: 'Service', driver: 'Driver' };

/** What matters of a booking as a version keeps it; a line stands under "line:<id>". */
export type Snapshot = Record<string, unknown>;
/** One difference; null where there was or is nothing. */
export type VersionChange = { key: string; old: unknown; new: unknown };
export type Notice = { party: Party; at: Date | null; by: string | null };
export type Version = {
  number: number;
  changes: readonly VersionChange[];
  madeAt: Date;
  madeBy: string | null;
  notices: readonly Notice[];
};

/** A version's snapshot from the one before and what changed. */
export function replay(before: Snapshot, changes: readonly VersionChange[]): Snapshot {
  const after = { ...before };
  for (const { key, new: value } of changes) {
    if (value === null) delete after[key];
    else after[key] = value;
  }
  return after;
}

/** Who doesn't know of the newest state yet, each with the last version that they have to know of. */
export function waitingOf(versions: readonly Version[]): { party: Party; number: number }[] {
  const waiting = new Map<Party, number>();
  for (const { number, notices } of versions)
    for (const { party, at } of notices)
      if (!at) waiting.set(party, Math.max(number, waiting.get(party) ?? 0));
  return [...waiting]
    .map(([party, number]) => ({ party, number }))
    .sort((a, b) => (a.party < b.party ? -1 : 1));
}

/** The versions that somebody still has to be told of, newest first. */
export const untold = (versions: readonly Version[]): Version[] =>
  versions.filter(({ notices }) => notices.some(({ at }) => !at));

type Line = { name?: string; quantity?: number; notes?: string; choices?: unknown };
const times = new Set(['starts_at', 'ends_at']);
/** The old one says nothing that somebody needs: the new one stands whole. */
const texts = new Set(['dietary', 'special_requests', 'venue_address']);

/** A change as people say it: "Guests: 75 → 90", "Added Jollof rice × 90". */
export function sayChange({ key, old, new: now }: VersionChange, where: Locality): string {
  if (key.startsWith('line:')) return sayLine(old as Line | null, now as Line | null);
  if (key === 'cancelled') return 'The event is cancelled';
  const word = fieldWords[key] ?? key;
  if (key === 'customer_id') return `${word} changed`;
  const say = (value: unknown) => {
    if (value === null || value === undefined) return 'none';
    return times.has(key) ? formatEventStart(String(value), where) : String(value).replaceAll('_', ' ');
  };
  if (texts.has(key)) return `${word}: ${now === null ? 'none any more' : String(now)}`;
  return `${word}: ${say(old)} → ${say(now)}`;
}

function sayLine(old: Line | null, now: Line | null): string {
  const name = now?.name ?? old?.name ?? 'A line';
  if (!old) return `Added ${name} × ${now?.quantity}${now?.notes ? ` (${now.notes})` : ''}`;
  if (!now) return `Removed ${name} × ${old.quantity}`;
  const parts = [
    old.name === now.name ? '' : `was ${old.name}`,
    old.quantity === now.quantity ? '' : `${old.quantity} → ${now.quantity}`,
    old.notes === now.notes ? '' : `note: ${now.notes ?? 'none any more'}`,
    JSON.stringify(old.choices) === JSON.stringify(now.choices) ? '' : 'other choices',
  ].filter(Boolean);
  return `${name}: ${parts.join(', ') || 'changed'}`;
}
