/** The same text for equal values, whatever the order of their keys. */
export function stable(value: unknown): string {
  return JSON.stringify(value, (_, inner) =>
    inner && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)))
      : inner,
  );
}

/** The fields in which the given values differ from what a form began with. */
export function changedFrom<V extends object>(base: Partial<V>, current: Partial<V>): Partial<V> {
  const before = base as Record<string, unknown>;
  const changed = Object.entries(current).filter(
    ([field, value]) => field in before && stable(before[field]) !== stable(value),
  );
  return Object.fromEntries(changed) as Partial<V>;
}

/**
 * Puts one person's changes on top of another's: what I touched stays mine, what only they touched becomes
 * theirs.
 */
export function mergeValues<V extends object>({
  base,
  mine,
  theirs,
}: {
  base: V;
  mine: V;
  theirs: Partial<V>;
}): V {
  const touched = changedFrom(base, mine);
  const untouched = Object.entries(theirs).filter(([field]) => !(field in touched));
  return { ...mine, ...Object.fromEntries(untouched) };
}
