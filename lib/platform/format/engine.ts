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

/** Languages that the browsers in use carry the words and figures of, as the server does. */
const carried = new Set(
  `af am ar az bg bn bs ca cs da de el en es et fa fi fil fr gu he hi hr hu id it ja kk kn ko lt lv ml mr ms nb
  nl no pa pl pt ro ru sk sl sr sv sw ta te th tr uk ur uz vi zh`.split(/\s+/),
);

/**
 * The locale to ask an Intl formatter for. A browser that doesn't know a language takes its owner's instead,
 * the server its own: both write English where a language isn't one that all of them carry.
 */
export function engineLocale(locale: string): string {
  return carried.has(locale.split('-')[0] ?? '') ? locale : 'en-GB';
}
