/** Calling codes of one and two digits; all others have three. */
const shortCode = /^(1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])/;

/** How a country groups its national number, by how many digits that has. Others go by threes. */
const groupings: Record<string, readonly (readonly number[])[]> = {
  1: [[3, 3, 4]],
  7: [[3, 3, 2, 2]],
  20: [
    [2, 4, 4],
    [1, 4, 4],
  ],
  27: [[2, 3, 4]],
  31: [[1, 4, 4]],
  32: [
    [3, 2, 2, 2],
    [1, 3, 2, 2],
  ],
  33: [[1, 2, 2, 2, 2]],
  34: [[3, 2, 2, 2]],
  39: [[3, 3, 4]],
  41: [[2, 3, 2, 2]],
  44: [[4, 6]],
  52: [[2, 4, 4]],
  55: [
    [2, 5, 4],
    [2, 4, 4],
  ],
  61: [[3, 3, 3]],
  86: [[3, 4, 4]],
  91: [[5, 5]],
  221: [[2, 3, 2, 2]],
  223: [[2, 2, 2, 2]],
  224: [[3, 2, 2, 2]],
  225: [[2, 2, 2, 4]],
  226: [[2, 2, 2, 2]],
  227: [[2, 2, 2, 2]],
  228: [[2, 2, 2, 2]],
  229: [[2, 2, 2, 2, 2]],
  231: [[2, 3, 4]],
  232: [[2, 6]],
  233: [[2, 3, 4]],
  234: [[3, 3, 4]],
  237: [[1, 2, 2, 2, 2]],
  241: [[2, 2, 2, 2]],
  243: [[3, 3, 3]],
  250: [[3, 3, 3]],
  251: [[2, 3, 4]],
  254: [[3, 6]],
  255: [[3, 3, 3]],
  256: [[3, 6]],
  260: [[2, 7]],
  263: [[2, 3, 4]],
  971: [[2, 3, 4]],
};

/**
 * A stored number (E.164, "+233244123456") as the house writes every number: "+233 24 412 3456". The same for
 * every reader, so that it can be compared with what WhatsApp and the telephone show. What isn't E.164 (an
 * extension, a short code, a name) stays as it is.
 */
export function formatPhone(e164: string): string {
  if (!/^\+[1-9]\d{6,14}$/.test(e164)) return e164;
  const digits = e164.slice(1);
  const code = shortCode.exec(digits)?.[0] ?? digits.slice(0, 3);
  const national = digits.slice(code.length);
  const fits = groupings[code]?.find((sizes) => sizes.reduce((sum, size) => sum + size) === national.length);
  return `+${code} ${split(national, fits ?? byThrees(national.length)).join(' ')}`;
}

/** 3 3 3, and where one digit would stand alone at the end, a last group of 4. */
function byThrees(length: number): number[] {
  const groups = Math.max(1, Math.floor((length + 1) / 3));
  const sizes = Array.from({ length: groups }, () => 3);
  sizes[groups - 1] = length - 3 * (groups - 1);
  return sizes;
}

function split(digits: string, sizes: readonly number[]): string[] {
  let from = 0;
  return sizes.map((size) => {
    from += size;
    return digits.slice(from - size, from);
  });
}
