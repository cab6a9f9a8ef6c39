/** Leaked passwords in the order of how often they are met, each with its place. */
export type Leaked = ReadonlyMap<string, number>;

/** As far down the list words are put together in twos by whoever guesses. */
const paired = 2000;
/** What has fewer letters of its own than this, beside words that anybody knows of its person, is guessed from them. */
const ownLetters = 5;
/** Shorter words stand within others by chance. */
const shortestWord = 4;

const rows = ['abcdefghijklmnopqrstuvwxyz', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'azertyuiop', 'qwertzuiop'];
const reversed = (text: string) => [...text].reverse().join('');
const runs = [...rows, ...rows.map(reversed)];
/** Along the alphabet or a row of keys, as far as the letters go. */
const isRun = (letters: string) => runs.some((run) => run.repeat(3).includes(letters));

/**
 * Whether a password is one of the first that attackers try: leaked as it is or but for digits and signs around and between, a word
 * that is repeated, two everyday ones put together, keys in a row, or little more than its person's name, mailbox or company (`about`).
 */
export function isGuessable(password: string, leaked: Leaked, about: readonly string[] = []): boolean {
  const typed = password.toLowerCase();
  const letters = typed.replace(/[^\p{L}]+/gu, '');
  const forms = [typed, typed.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, ''), letters];
  if (letters === '' || isRun(letters) || forms.some((form) => leaked.has(form))) return true;
  const unit = [typed, letters].map((form) => /^(.+?)\1+$/u.exec(form)?.[1]).find(Boolean);
  if (unit && (unit.length < shortestWord || leaked.has(unit))) return true;
  return isPair(letters, leaked) || isAbout(letters, about);
}

function isPair(letters: string, leaked: Leaked): boolean {
  const everyday = (word: string) => word.length >= shortestWord && (leaked.get(word) ?? paired) < paired;
  for (let at = shortestWord; at <= letters.length - shortestWord; at += 1)
    if (everyday(letters.slice(0, at)) && everyday(letters.slice(at))) return true;
  return false;
}

function isAbout(letters: string, about: readonly string[]): boolean {
  const words = about
    .flatMap((text) => text.toLowerCase().split(/[^\p{L}]+/u))
    .filter((word) => word.length >= shortestWord)
    .sort((one, other) => other.length - one.length);
  const rest = words.reduce((left, word) => left.replaceAll(word, ''), letters);
  return rest !== letters && rest.length < ownLetters;
}
