/** Digits, alone or in groups of three with a comma, a blank or an apostrophe between. */
const form = /^(?:\d+|\d{1,3}(?:[,\u00a0\u202f '’]\d{3})+)$/;

/** Typed text as a whole number of 0 or more, or undefined: "1e2", "20.0", "12.5" and "-3" are none. */
export function readWhole(typed: string): number | undefined {
  const text = typed.trim();
  if (!form.test(text)) return undefined;
  const value = Number(text.replace(/\D/g, ''));
  return Number.isSafeInteger(value) ? value : undefined;
}
