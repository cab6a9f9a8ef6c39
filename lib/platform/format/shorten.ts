const characters = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** A text of at most so many characters as people count them; what is longer ends with an ellipsis. */
export function shorten(text: string, most: number): string {
  if (text.length <= most) return text;
  const kept: string[] = [];
  for (const { segment } of characters.segment(text)) {
    if (kept.length === most) return `${kept.slice(0, -1).join('').trimEnd()}…`;
    kept.push(segment);
  }
  return text;
}
