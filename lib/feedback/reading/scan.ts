/** What a character can belong to. */
export enum CharacterClass {
  Unknown = 0,
  Space = 1,
  Digit = 2,
  Letter = 3,
  Apostrophe = 4,
  NewLine = 5,
  Stop = 6,
  Comma = 7,
  Star = 8,
  Emoji = 9,
  Other = 10,
}

const classes = new Uint8Array(0x10000);
const stars = /[⭐🌟★☆✩✰✭✮✯]/u;

function classify(character: string): CharacterClass {
  if (character === '\n') return CharacterClass.NewLine;
  if (/\s/u.test(character)) return CharacterClass.Space;
  if (/\d/u.test(character)) return CharacterClass.Digit;
  if (stars.test(character)) return CharacterClass.Star;
  if (/[\p{L}\p{M}]/u.test(character)) return CharacterClass.Letter;
  if (character === "'") return CharacterClass.Apostrophe;
  if (/[.!?؟¿…;]/u.test(character)) return CharacterClass.Stop;
  if (/[,،]/u.test(character)) return CharacterClass.Comma;
  return /\p{Extended_Pictographic}/u.test(character) ? CharacterClass.Emoji : CharacterClass.Other;
}

/** The class of the character at a position; remembered for the basic plane. */
export function classAt(text: string, at: number): CharacterClass {
  const unit = text.charCodeAt(at);
  const known = classes[unit] as CharacterClass;
  if (known !== CharacterClass.Unknown) return known;
  const surrogate = unit >= 0xd800 && unit <= 0xdbff;
  const found = classify(String.fromCodePoint(text.codePointAt(at) ?? 32));
  if (!surrogate) classes[unit] = found;
  return found;
}

/** UTF-16 units of the character at a position. */
function widthAt(text: string, at: number): number {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}

/** The end of the piece that starts at a position: a run of its class, with "4.5", "don't" and joined emoji kept whole. */
export function pieceEnd(text: string, start: number, kind: CharacterClass): number {
  let at = start + widthAt(text, start);
  if (kind === CharacterClass.Other || kind === CharacterClass.Comma || kind === CharacterClass.Apostrophe)
    return at;
  while (at < text.length) {
    const next = classAt(text, at);
    if (next === kind && kind !== CharacterClass.Emoji) at += widthAt(text, at);
    else if (joins(text, at, kind, next)) at += 1 + widthAt(text, at + 1);
    else break;
  }
  return at;
}

const zeroWidthJoiner = 0x200d;

/** Does this character join the piece to a next character of the same class? */
function joins(text: string, at: number, kind: CharacterClass, joint: CharacterClass): boolean {
  if (at + 1 >= text.length || classAt(text, at + 1) !== kind) return false;
  if (kind === CharacterClass.Digit) return text[at] === '.' || text[at] === ',';
  if (kind === CharacterClass.Letter) return joint === CharacterClass.Apostrophe;
  return kind === CharacterClass.Emoji && text.charCodeAt(at) === zeroWidthJoiner;
}
