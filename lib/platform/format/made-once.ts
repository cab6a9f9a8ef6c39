/**
 * A lookup that makes each thing once. An Intl formatter takes 20–100 µs to make and native memory, a page
 * asks for hundreds. `most` bounds what a caller's keys can fill; far above what the companies served need.
 */
export function madeOnce<Key, Thing>(make: (key: Key) => Thing, most = 500): (key: Key) => Thing {
  const made = new Map<Key, Thing>();
  return (key) => {
    const known = made.get(key);
    if (known !== undefined) return known;
    const fresh = make(key);
    if (made.size >= most) made.clear();
    made.set(key, fresh);
    return fresh;
  };
}

/**
 * The text of an Intl formatter as every engine would write it: one kind of no-break space (engines differ
 * between U+202F and U+00A0) and no marks of direction. Else the browser's first text isn't the server's.
 */
export function sameEverywhere(text: string): string {
  return text.replace(/[\u202f\u2009]/g, '\u00a0').replace(/[\u200e\u200f\u061c]/g, '');
}
