const arabicPrefix = /^(?:[وف])?(?:بال|كال|فال|لل|ال|[بلك])?(?=.{3})/u;
const hebrewPrefixes = /^(?:ו)?(?:כש|ש)?(?:[הלבמכ])?(?=.{2})/u;

/**
 * Arabic and Hebrew write "and", "the", "for" onto the next word. Returns the word and its forms without them, or
 * undefined for other scripts.
 */
export function semiticForms(word: string): string[] | undefined {
  const point = word.charCodeAt(0);
  if (point < 0x590 || point > 0x6ff) return undefined;
  const pattern = point < 0x600 ? hebrewPrefixes : arabicPrefix;
  const forms = [word];
  const andless = /^[וو]/u.test(word) && word.length > 3 ? word.slice(1) : word;
  if (andless !== word) forms.push(andless);
  for (const form of [word, andless]) {
    const bare = form.replace(pattern, '');
    if (!forms.includes(bare)) forms.push(bare);
    if (point < 0x600 && /^[הלבמכש]/u.test(form) && form.length > 3 && !forms.includes(form.slice(1)))
      forms.push(form.slice(1));
  }
  return forms;
}

/** The one-letter preposition "for" written onto an Arabic or Hebrew word ("للطعام", "לאוכל"). */
export function hasForPrefix(word: string): boolean {
  return /^(?:و?ل|ו?ל)/u.test(word);
}
