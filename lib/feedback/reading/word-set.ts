/** A set of words written as one line of text. */
export function wordSet(words: string): Set<string> {
  return new Set(words.split(/\s+/).filter((word) => word !== ''));
}
