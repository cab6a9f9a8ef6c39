const phone = /\+?\(?\d(?:[ ().-]{0,2}\d){6,16}/gu;
const date = /\b\d{1,2}([/.-])\d{1,2}\1\d{2,4}\b|\b\d{4}-\d{1,2}-\d{1,2}\b/gu;
const dayOfMonth = /(?<=\b(?:on|le) )(?:the )?\d{1,2}\/\d{1,2}\b(?! scale)/gu;
const clock =
  /\b\d{1,2}(?::\d{2}(?::\d{2})?|h\d{0,2})\b(?:\s?[ap]\.?m\b\.?)?|(?<![\d.,])\d{1,2}(?:[.,]\d{1,2})?\s?[ap]\.?m\b\.?/gu;
const ordinal = /\b\d+(?:st|nd|rd|th|er|ere|eme|ème|ère|ieme|ième)\b/gu;
const money =
  /(?:[$€£₵₦¢₪₹]|\b(?:ghs|ghc|gh¢|gh₵|gh|usd|ngn|xof|fcfa|cfa|eur|gbp)\b)[ .]?\d[\d ,.]*\d?[km]?\b|\d[\d,.]*\s?(?:[$€£₵₦¢₪]|(?:ghs|ghc|cedis?|cfa|fcfa|naira|dollars?|euros?|pesewas?)\b)/gu;
const odd =
  /\b24\s?\/\s?7\b|\b50\s?\/\s?50\b|\b7\s?\/\s?7\b|\b365\b|#\s?\d+|\b(?:order|invoice|table|booking|room|ref|receipt|house|plot|ticket|phone|reference|account|acct|bus|seat|event)\s+(?:no|num|nr|number)\b\.?\s?[:#]?\s?\d+|\bno\.\s?\d+|\bn[°º]\s?\d+|№\s?\d+|(?<=\s|^)@\s?\d+|\b\d+\s?x\s?\d+\b|\bv\d+(?:\.\d+)*\b/gu;
/** What a masked number becomes: a word no lexicon knows. */
const mask = ' § ';

/** Hides numbers that are never ratings: phones, dates, clock times, prices, ordinals, references (rule 5). */
export function maskNumbers(text: string): string {
  if (!/\d/.test(text)) return text;
  return text
    .replace(money, mask)
    .replace(date, mask)
    .replace(dayOfMonth, mask)
    .replace(clock, mask)
    .replace(ordinal, mask)
    .replace(phone, (digits) => (isPhone(digits) ? mask : digits))
    .replace(odd, mask);
}

/** Seven digits or more, with at least one group of three: "5 4 5 4 5 4 5" is not a phone. */
function isPhone(match: string): boolean {
  const groups = match.match(/\d+/g) ?? [];
  return groups.join('').length >= 7 && groups.some((group) => group.length >= 3);
}
