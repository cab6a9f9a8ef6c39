/** Longest text that is parsed; WhatsApp bodies end at 4,096 characters, e-mail and SMS replies may not. */
export const parsedCharacters = 4000;

const special: Record<string, string> = {
  ɛ: 'e',
  ɔ: 'o',
  ɖ: 'd',
  ƒ: 'f',
  ŋ: 'n',
  ɣ: 'g',
  ʋ: 'v',
  ɓ: 'b',
  ɗ: 'd',
  ƙ: 'k',
  ƴ: 'y',
  œ: 'oe',
  æ: 'ae',
  ø: 'o',
  ß: 'ss',
  ı: 'i',
  أ: 'ا',
  إ: 'ا',
  آ: 'ا',
  ى: 'ي',
  ة: 'ه',
  ؤ: 'و',
  ئ: 'ي',
  ʼ: '',
  "'": '',
  ə: 'e',
  ə̃: 'e',
};

/** Value of a decimal digit of any script: Unicode keeps each script's ten digits in one ascending run. */
function digitOf(character: string): string {
  const point = character.codePointAt(0) ?? 0;
  let first = point;
  while (point - first < 60 && /\p{Nd}/u.test(String.fromCodePoint(first - 1))) first--;
  return String((point - first) % 10);
}

/** Circled digits that NFKC leaves alone: three rows of 1–10 and one of 1–9. */
function circledValue(mark: string): number {
  const point = mark.codePointAt(0) ?? 0;
  return point >= 0x2776 ? ((point - 0x2776) % 10) + 1 : point - 0x24f4;
}

const fractions: Record<string, string> = { '½': '.5', '¼': '.25', '¾': '.75' };

/**
 * One canonical text: NFKC, lower case, ASCII digits, keycaps as digits, straight apostrophes; WhatsApp marks removed
 * and struck-through text dropped. Line breaks stay.
 */
export function normaliseBody(body: string): string {
  let text = body.length > parsedCharacters ? body.slice(0, parsedCharacters) : body;
  if (!isPlainAscii(text)) text = normaliseUnicode(text);
  text = text.toLowerCase();
  if (text.includes('\r')) text = text.replace(/\r\n?/g, '\n');
  return removeMarks(text);
}

function isPlainAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 126) return false;
  return true;
}

function normaliseUnicode(text: string): string {
  const plain = rareDigits.test(text) ? rewriteRareDigits(text) : text;
  const composed = plain.normalize('NFKC');
  return rareMarks.test(composed) ? rewriteRareMarks(composed) : composed;
}

const rareDigits = /🔟|[❶-❿➀-➓⓵-⓽½¼¾]|\u20E3/u;

function rewriteRareDigits(text: string): string {
  return text
    .replace(/🔟/gu, ' 10 ')
    .replace(/[❶-❿➀-➓⓵-⓽]/gu, (mark) => ` ${circledValue(mark)} `)
    .replace(/([\d#*])\uFE0F?\u20E3/gu, ' $1 ')
    .replace(
      /(\d?) ?([½¼¾])/gu,
      (_, whole: string, part: string) => `${whole || '0'}${fractions[part] ?? ''}`,
    );
}

const rareMarks =
  /\p{Cf}|\p{Variation_Selector}|[\u{1F3FB}-\u{1F3FF}]|[\u0640‘’‛`´ʼʻ׳“”„«»״٪٫]|[^\P{Nd}0-9]/u;

function rewriteRareMarks(text: string): string {
  return text
    .replace(/\p{Cf}|\p{Variation_Selector}|\u0640/gu, '')
    .replace(/[\u{1F3FB}-\u{1F3FF}]/gu, '')
    .replace(/[‘’‛`´ʼʻ׳]/gu, "'")
    .replace(/[“”„«»״]/gu, '"')
    .replace(/٪/gu, '%')
    .replace(/٫/gu, '.')
    .replace(/[^\P{Nd}0-9]/gu, digitOf);
}

function removeMarks(text: string): string {
  let clean = text;
  if (clean.includes('~'))
    clean = clean.replace(/(^|[^\p{L}\d~])~(?!\s)[^~\n]{1,200}~(?![\p{L}\d~])/gu, '$1 ');
  if (clean.includes('*'))
    clean = clean.replace(/(^|[^\p{L}\d*])(\*+)([^*\n]{1,1500})\2(?![\p{L}\d*])/gu, '$1$3');
  if (clean.includes('_'))
    clean = clean.replace(/(^|[^\p{L}\d_])(_+)([^_\n]{1,1500})\2(?![\p{L}\d_])/gu, '$1$3');
  return clean;
}

const folded = new RegExp(`[${Object.keys(special).join('')}]`, 'gu');

/** A word without accents, tones, vowel points and apostrophes: how lexicon entries are written and compared. */
export function foldWord(word: string): string {
  return word
    .normalize('NFD')
    .replace(/(?<=[\u0600-\u06FF])[\u0653-\u0655]/gu, '')
    .replace(/\p{M}/gu, '')
    .replace(folded, (letter) => special[letter] ?? letter);
}
