/** What a palette found of one kind, with its heading. */
type PaletteGroup<Entry> = { heading: string; entries: readonly Entry[]; found?: boolean };

type Named = { label: string };

const plain = (text: string) => text.trim().toLocaleLowerCase();

/** Those whose name has the words in it, the ones that begin with them first. */
export function fitting<Entry extends Named>(entries: readonly Entry[], words: string): Entry[] {
  const sought = plain(words);
  const begins = ({ label }: Entry) => plain(label).startsWith(sought);
  const fit = entries.filter(({ label }) => plain(label).includes(sought));
  return [...fit.filter(begins), ...fit.filter((entry) => !begins(entry))];
}

/**
 * Groups in the order in which they are shown and Enter takes from them: what the palette knows by the very beginning of
 * its name ("reports"), what was searched for (`found`), what only has the words somewhere in it. Empty ones are left out.
 */
export function inOrder<Entry extends Named>(
  groups: readonly PaletteGroup<Entry>[],
  words: string,
): PaletteGroup<Entry>[] {
  const sought = plain(words);
  const rank = ({ entries, found }: PaletteGroup<Entry>) => {
    if (found) return 1;
    return sought && plain(entries[0]?.label ?? '').startsWith(sought) ? 0 : 2;
  };
  return groups.filter(({ entries }) => entries.length > 0).toSorted((a, b) => rank(a) - rank(b));
}
