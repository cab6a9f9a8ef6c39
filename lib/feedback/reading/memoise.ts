const mostWords = 20_000;
const longestWord = 32;

/**
 * Remembers a pure function of a word. Messages repeat the same few thousand words; the memory is bounded against
 * messages that do not.
 */
export function memoiseByWord<Value>(compute: (word: string) => Value): (word: string) => Value {
  const known = new Map<string, Value>();
  return (word) => {
    const value = known.get(word);
    if (value !== undefined) return value;
    const computed = compute(word);
    if (word.length <= longestWord) {
      if (known.size >= mostWords) known.clear();
      known.set(word, computed);
    }
    return computed;
  };
}
