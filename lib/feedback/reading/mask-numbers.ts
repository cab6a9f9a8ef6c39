const PHONE = /\+?\(?\d(?:[ ().-]{0,2}\d){6,16}/gu;
const DATE = /\b\d{1,2}([/.-])\d{1,2}\1\d{2,4}\b|\b\d{4}-\d{1,2}-\d{1,2}\b/gu;
const DAY_OF_MONTH = /(?<=\b(?:on|le) )(?:the )?\d{1,2}\/\d{1,2}\b(?! scale)/gu;
const CLOCK =
  /\b\d{1,2}(?::\d{2}(?::\d{2})?|h\d{0,2})\b(?:\s?[ap]\.?m\b\.?)?|(?<![\d.,])\d{1,2}(?:[.,]\d{1,2})?\s?[ap]\.?m\b\.?/gu;
const ORDINAL = /\b\d+(?:st|nd|rd|th|er|ere|eme|ème|ère|ieme|ième)\b/gu;
const MONEY =
  /(?:[$€£₵₦¢₪₹]|\b(?:ghs|ghc|gh¢|gh₵|gh|usd|ngn|xof|fcfa|cfa|eur|gbp)\b)[ .]?\d[\d ,.]*\d?[km]?\b|\d[\d,.]*\s?(?:[$€£₵₦¢₪]|(?:ghs|ghc|cedis?|cfa|fcfa|naira|dollars?|euros?|pesewas?)\b)/gu;
const ODD =
  /\b24\s?\/\s?7\b|\b50\s?\/\s?50\b|\b7\s?\/\s?7\b|\b365\b|#\s?\d+|\b(?:order|invoice|table|booking|room|ref|receipt|house|plot|ticket|phone|reference|account|acct|bus|seat|event)\s+(?:no|num|nr|number)\b\.?\s?[:#]?\s?\d+|\bno\.\s?\d+|\bn[°º]\s?\d+|№\s?\d+|(?<=\s|^)@\s?\d+|\b\d+\s?x\s?\d+\b|\bv\d+(?:\.\d+)*\b/gu;
/** What a masked number becomes: a word no lexicon knows. */
const MASK = ' § ';

/** Hides numbers that are never ratings: phones, dates, clock times, prices, ordinals, references (rule 5). */
export function maskNumbers(text: string): string {
  if (!/\d/.test(text)) return text;
  return text
    .replace(MONEY, MASK)
    .replace(DATE, MASK)
    .replace(DAY_OF_MONTH, MASK)
    .replace(CLOCK, MASK)
    .replace(ORDINAL, MASK)
    .replace(PHONE, (digits) => (isPhone(digits) ? MASK : digits))
    .replace(ODD, MASK);
}

/** Seven digits or more, with at least one group of three: "5 4 5 4 5 4 5" is not a phone. */
function isPhone(match: string): boolean {
  const groups = match.match(/\d+/g) ?? [];
  return groups.join('').length >= 7 && groups.some((group) => group.length >= 3);
}
