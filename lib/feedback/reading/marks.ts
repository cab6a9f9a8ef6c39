import type { Parsed } from './parsed';
import type { Word } from './phrases';
import type { Language } from './types';
import { wordSet } from './word-set';

/** What a word can do to a score or an opinion of its sentence; several at once, as bits. */
export const markBits = {
  negation: 1,
  condition: 2,
  otherTime: 32,
  /** Somebody else than the writer. */
  otherPerson: 64,
  /** Somebody else than us: another caterer, the hall, the band. */
  notUs: 256,
  /** What stands behind it is a reason, or a thought of its own. */
  link: 4096,
  self: 8192,
  /** Speaks of another time before a word of time: "last year", "first wedding". */
  occasion: 16384,
} as const;

type Mark = keyof typeof markBits;
type Lists = Partial<Record<Mark, string>>;

const englishWords: Lists = {
  negation: `not no never none neither nor cannot nobody nothing nowhere nope nah hardly barely scarcely rarely seldom
    without lack lacks lacked zero impossible refuse refused refuses deny doubt doubtful unlikely far zilch nil`,
  condition: `whatever if unless except excepting provided providing suppose supposing supposed assuming otherwise depends depending
    until till wish wished wishing lest whenever hypothetically ideally condition conditions pending`,
  otherTime: `ago previous previously formerly once usually normally always often sometimes before already used
    past earlier tomorrow later next future since`,
  occasion: 'last first second other previous another',
  otherPerson: `he she they him her his hers theirs wife husband hubby sister brother sis bro mum mom mummy mama
    mother dad daddy papa father uncle aunt aunty auntie son daughter niece nephew cousin grandma grandmother grandpa
    friend friends boss colleague colleagues guest guests neighbour neighbours neighbor neighbors everyone everybody
    someone somebody others some most people google facebook instagram tripadvisor website page app review reviews
    internet inlaws bride groom couple pastor family kids children invitees attendees nobody mr mrs`,
  notUs: `caterer music ex power sound microphone generator wifi competitor competitors dj djs mc band venue hotel hall photographer photographers videographer
    florist planner vendor vendors weather rain traffic neighbour neighbours neighbor neighbors neighbourhood
    neighborhood elsewhere other previous former airline police government electricity dumsor theirs makeup hairdresser
    tailor landlord friend friends`,
  link: `and but because cos cause coz since as so though although however yet plus with for who which while`,
  self: 'i me we us myself ourselves mine mi',
};
const frenchWords: Lists = {
  negation: 'pas ne n jamais aucun aucune rien personne guere sans nul nulle ni nullement difficile',
  condition:
    'si sauf aurais aurait auriez aurions mettrais donnerais serait serais devrait pourrait faudrait quand hormis',
  otherTime:
    'avant autrefois jadis prochaine prochain toujours habitude deja derniere dernier dernieres derniers passe passee',
  otherPerson: `soeur frere femme mari mere pere ami amis amie patron invites collegue collegues voisin elle il ils tante
    oncle cousin gens monde`,
  notUs: 'traiteur traiteurs autre autres ailleurs salle pluie voisin hotel',
  link: 'et mais car parce donc pour',
  self: 'je j nous moi',
};
const otherWords: Lists = {
  negation: 'daabi nni mmo ennye babu mmaa enye',
  condition: 'se sɛ anka idan sai',
  otherTime: 'daa jiya gobe',
  otherPerson: 'nua yere kunu maame nana wofa',
  link: 'na nanso amma saboda efise',
};
/** Words that mean something else where Twi, Ewe or Hausa is spoken. */
const notThere = wordSet('no so say me ba se');

function compile(...all: Lists[]): Map<string, number> {
  const bits = new Map<string, number>();
  for (const lists of all)
    for (const [mark, words] of Object.entries(lists) as [Mark, string][])
      for (const word of wordSet(words)) bits.set(word, (bits.get(word) ?? 0) | markBits[mark]);
  return bits;
}

const english = compile(englishWords);
const french = compile(englishWords, frenchWords);
const unknown = compile(englishWords, frenchWords);
const others = compile(
  Object.fromEntries(
    Object.entries(englishWords).map(([mark, words]) => [
      mark,
      words
        .split(/\s+/)
        .filter((word) => !notThere.has(word))
        .join(' '),
    ]),
  ),
  otherWords,
);

function bitsOf(language: Language): Map<string, number> {
  if (language === 'en' || language === 'pcm') return english;
  if (language === 'fr') return french;
  return language === 'und' ? unknown : others;
}

/** The marks of each word of a message, by its language. */
export function marksOf({ words, language, lexicon }: Parsed): number[] {
  const bits = bitsOf(language);
  const own = bits === others ? lexicon.ownNegators : undefined;
  const all = new Array<number>(words.length);
  for (let at = 0; at < words.length; at++) {
    const word = words[at] as Word;
    all[at] = (bits.get(word.text) ?? 0) | (placed.has(word.text) ? markByPlace(words, at) : 0);
    if (!own) continue;
    const negates = (word.forms ?? [word.text]).some((form) => own.has(form));
    if (negates) all[at] = (all[at] ?? 0) | markBits.negation;
  }
  return all;
}

const placed = new Set(['had', 'were', 'should', 'for', 'dem', 'but']);
const subjects = wordSet('the it you your they i we my our his her he she this that there');

/** Words whose place alone tells what they do: "had the rice been hot" and "should she agree" set a condition, so does Pidgin's "I for give". */
function markByPlace(words: Word[], at: number): number {
  const { text, sentence } = words[at] as Word;
  const before = words[at - 1];
  if (text === 'had' || text === 'were' || text === 'should') {
    const opens = before === undefined || before.sentence !== sentence || before.isNumber;
    return opens && subjects.has(words[at + 1]?.text ?? '') ? markBits.condition : 0;
  }
  if (text === 'but') return words[at + 1]?.text === 'for' ? markBits.condition : 0;
  if (text === 'dem')
    return /^(?:say|talk|tell|want|gree)$/.test(words[at + 1]?.text ?? '') ? markBits.otherPerson : 0;
  return text === 'for' && (before?.text === 'i' || before?.text === 'we') ? markBits.condition : 0;
}
