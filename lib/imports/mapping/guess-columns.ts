import { fold, type ImportField, type Mapping } from '@/lib/platform/import-kind';

/** Heads as they are shown: an empty one by its letter, one of several alike by its number. */
export function namedHeads(cells: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return cells.map((cell, index) => {
    const head = cell.slice(0, 100) || `Column ${letterOf(index)}`;
    const times = (seen.get(head) ?? 0) + 1;
    seen.set(head, times);
    return times === 1 ? head : `${head} (${times})`;
  });
}

/** A, B … Z, AA: as a spreadsheet names the column at `index`. */
function letterOf(index: number): string {
  const rest = Math.floor(index / 26) - 1;
  return `${rest < 0 ? '' : letterOf(rest)}${String.fromCharCode(65 + (index % 26))}`;
}

/**
 * Which column holds what: as the company said last time, else by name, else by a name that begins or ends alike. A
 * column is taken once; what looks like nothing stays out, for the person to say.
 */
export function guessColumns(
  fields: readonly ImportField[],
  heads: readonly string[],
  remembered: Record<string, string> = {},
): Mapping {
  const folded = heads.map(fold);
  const taken = new Set<number>();
  const mapping: Mapping = {};
  const take = (name: string, index: number) => {
    if (index < 0 || taken.has(index) || mapping[name] !== undefined) return;
    mapping[name] = index;
    taken.add(index);
  };
  for (const { name } of fields) {
    const head = remembered[name];
    if (head !== undefined) take(name, heads.indexOf(head));
  }
  for (const { name, alike } of fields)
    for (const word of alike)
      take(
        name,
        folded.findIndex((head, index) => head === word && !taken.has(index)),
      );
  for (const { name, alike } of fields)
    for (const word of alike.filter(({ length }) => length >= 4))
      take(
        name,
        folded.findIndex(
          (head, index) =>
            !taken.has(index) && head.length > 0 && (head.startsWith(word) || head.endsWith(word)),
        ),
      );
  return mapping;
}
