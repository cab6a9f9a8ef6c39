/** What is being typed after an @, and where in the text it stands: from the @ to the caret. */
export type Typing = { from: number; to: number; typed: string };

/** Longest beginning of a name that is looked for. */
const longest = 40;

/** The mention that is being typed at the caret; none where the @ belongs to an address or a line ended. */
export function typingAt(text: string, caret: number): Typing | undefined {
  const before = text.slice(Math.max(0, caret - longest - 1), caret);
  const found = /(^|[\s(])@([^@\n]*)$/u.exec(before);
  if (!found) return undefined;
  const typed = found[2] ?? '';
  return { from: caret - typed.length - 1, to: caret, typed };
}

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Those whose name, or a later part of it, begins with what was typed; accents don't matter. */
export function fitting<P extends { name: string }>(people: readonly P[], typed: string): P[] {
  const wanted = plain(typed);
  return people.filter(({ name }) => {
    const own = plain(name);
    return (
      own.startsWith(wanted) ||
      own.split(/\s+/).some((_, at, words) => words.slice(at).join(' ').startsWith(wanted))
    );
  });
}

/** The text with the chosen name in place of what was typed, and where the caret goes. */
export function withMention(
  text: string,
  { from, to }: Typing,
  name: string,
): { text: string; caret: number } {
  const rest = text.slice(to);
  const put = `@${name}${/^\s/.test(rest) ? '' : ' '}`;
  return { text: text.slice(0, from) + put + rest, caret: from + put.length };
}

/** A text in pieces, those that name one of these people marked; longer names first, so that "Ama" leaves "Ama Mensah" whole. */
export function piecesOf(text: string, names: readonly string[]): { text: string; mention: boolean }[] {
  const wanted = [...new Set(names)].filter(Boolean).sort((one, other) => other.length - one.length);
  const pieces: { text: string; mention: boolean }[] = [];
  let plainFrom = 0;
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    const name = wanted.find((one) => text.startsWith(one, at + 1));
    if (!name) continue;
    if (at > plainFrom) pieces.push({ text: text.slice(plainFrom, at), mention: false });
    pieces.push({ text: `@${name}`, mention: true });
    plainFrom = at + 1 + name.length;
    at = plainFrom - 1;
  }
  if (plainFrom < text.length) pieces.push({ text: text.slice(plainFrom), mention: false });
  return pieces;
}
