/** A closed list with its words as the options of a select or a grid, in the order of the words. */
export function optionsOf<K extends string>(words: Record<K, string>): { value: K; label: string }[] {
  return Object.entries(words).map(([value, label]) => ({ value: value as K, label: label as string }));
}
