/**
 * What a person typed as an ILIKE pattern; undefined where it is too short to mean anything. Something that
 * looks like a phone number matches without its national zero and its blanks.
 */
export function searchPattern(typed: string | undefined): string | undefined {
  const text = (typed ?? '').trim().slice(0, 100);
  if (text.length < 2) return undefined;
  const digits = text.replace(/[\s()-]/g, '').replace(/^(\+|00?)/, '');
  const wanted = /^\d{4,}$/.test(digits) ? digits : text;
  return `%${wanted.replace(/[\\%_]/g, '\\$&')}%`;
}
