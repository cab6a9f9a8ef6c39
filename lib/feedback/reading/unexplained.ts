import { ANSWERS } from './lexicon/compile';
import { MARK } from './marks';
import { type Parsed, phrasesOfKind } from './parsed';
import type { Quantity } from './quantity';
import { CORRECTING } from './ratings';
import { isUnreserved } from './surroundings';
import { wordSet } from './word-set';

/**
 * Words that change nothing of what stands beside them: whose it is, that it is, that it is said or given, thanks and
 * firmness. What isn't here, and isn't part of a phrase that we know, may turn the meaning in a way that nobody has
 * written down yet. Kept closed: small words, no nouns and no verbs of the trade.
 */
const PLAIN = wordSet(`
  the a an this that these it its they them he she la le les l un une des du de d ce c cette
  i we me my our us mine ours myself ourselves je j moi nous ma mon mes notre nos
  you your yours una vous votre vos u yall guys folks team mo
  is was were are am be been being dey na est etait sont etaient have has had did do does ai avons avez
  for from of to in on at with by as per pour a au aux en sur par avec dans chez
  and also plus et too very so really truly definitely certainly absolutely surely simply just honestly sincerely indeed
  tres vraiment franchement totally completely especially still even all everything every each both whole entire tout
  toute tous overall general generally ensemble
  let talk give gives gave giving given rate rated rating score scored scoring mark marks stars star point points say said go will
  shall would donne donner mets mettre note vais voudrais personally final answer verdict vote grade solid strong clean big full
  straight clear firm
  please thanks thank merci abeg beg kindly hello hi hey dear madam sir maa boss bro sis chale charley massa oga auntie uncle dear god bless grace ok okay oo o oh eh ei ah wow paa
  ampa ankasa kraa pa medaase meda ase akpe na no nti
  because cos cause coz since as car parce que but mais yes oui aane ooo
  today yesterday event day night evening morning weekend occasion party wedding funeral anniversary birthday ceremony
  anniversaire mariage soiree fete
  family wife husband office church colleagues bride groom couple together
  correction actually typo mean meant rather sorry wait oops
  only seulement can peux fit easily honest alone fat think fair earned merema mema mede mame pe dem mu kawai nkoaa deffo settled everybody everyone asomfo asomfoo
  aduane earns earning saying side way job start finish
`);
/** Who came and did what: plain, but beside a bare number it may be what the number counts. */
const DOING = wordSet('people come came arrived served boys girls who committee members');
/** Beside blame a person may be the one whom it blames, and what was said may be hearsay. */
const NOT_OF_BLAME = wordSet(`
  he she they them wife husband office church colleagues bride groom couple family together said say would god
`);
/** To whom one recommends. */
const AUDIENCE = wordSet(`
  everyone everybody anyone anybody people friends friend family others all colleagues someone others tous toutes monde
  gens amis amie famille proches others highly strongly recommend recommending warmly vivement gladly happily always any
  every time definitely again anytime sister brother mother mum aunt cousin church members member office workers
  neighbours soeur frere mere collegues hesitate hesitating hesiter hesiterai enough whole told tell telling about call calling already yeux fermes
`);
const NEGATION_REACH = 3;

type Kind = 'score' | 'blame' | 'recommendation';

/**
 * Whether something in a sentence is neither plain nor part of what we know. `spent` are numbers that were taken as
 * scores; `turned` allows for the denial that a blame consists of ("not good").
 */
export function isUnexplained(
  parsed: Parsed,
  marks: number[],
  sentence: number,
  {
    kind,
    spent = [],
    turned,
  }: { kind: Kind; spent?: readonly Quantity[]; turned?: { from: number; to: number } },
): boolean {
  const known = knownWords(parsed, kind);
  const beyond = kind === 'score' ? afterScores(parsed, sentence, spent) : undefined;
  return parsed.words.some((word, at) => {
    if (word.sentence !== sentence || known.has(at)) return false;
    const token = parsed.tokenOf[at] ?? 0;
    if (spent.some(({ from, to }) => from <= token && token < to)) return false;
    if (turned && at < turned.from && turned.from - at <= NEGATION_REACH && (marks[at] ?? 0) & MARK.negation)
      return false;
    if (beyond !== undefined && at >= beyond) return false;
    if (at === 0 && spent.length > 0 && BELOW_ALL.has(word.text)) return false;
    if (word.isNumber) return !isArticle(parsed, at) && !(spent.length > 0 && isReplaced(parsed, at));
    if (spent.length > 0 && REPLACING.has(word.text) && isReplaced(parsed, at + 1)) return false;
    if (
      isUnreserved(word.text, parsed.words[at + 1]?.text) ||
      isUnreserved(parsed.words[at - 1]?.text, word.text)
    )
      return false;
    if (kind === 'blame' && NOT_OF_BLAME.has(word.text)) return true;
    if (kind === 'recommendation' && AUDIENCE.has(word.text)) return false;
    if (word.text === 'no' && !CORRECTING.has(parsed.words[at + 1]?.text ?? ''))
      return parsed.language !== 'tw' && parsed.language !== 'ee';
    if (DOING.has(word.text)) return spent.some(({ explicit }) => !explicit);
    return !PLAIN.has(word.text);
  });
}

const isArticle = ({ words }: Parsed, at: number) =>
  /^une?$/.test(words[at]?.text ?? '') || (words[at]?.text === 'one' && words[at + 1]?.text === 'of');
/** "Minus 5 stars": the worst there is; behind a score it takes something off. */
const BELOW_ALL = wordSet('minus negative');
const REPLACING = wordSet('not instead of pas');

/** "5, not 4", "5 instead of 4": a number beside the one that counts, said not to. */
function isReplaced({ words }: Parsed, at: number): boolean {
  if (!words[at]?.isNumber) return words[at]?.text === 'of' && words[at + 1]?.isNumber === true;
  const before = words[at - 1]?.text ?? '';
  return before === 'not' || before === 'pas' || (before === 'of' && words[at - 2]?.text === 'instead');
}

const LINKS = wordSet(
  'and but because cos cause coz since as though although however while et mais car parce nanso efise saboda amma',
);

/** Where, behind the last score of a sentence, another thought begins: "5, my aunt …", "4 because …". */
function afterScores(parsed: Parsed, sentence: number, spent: readonly Quantity[]): number {
  const { words, tokenOf } = parsed;
  const end = Math.max(...spent.map(({ to }) => to));
  let at = words.findIndex((word, i) => word.sentence === sentence && (tokenOf[i] ?? 0) >= end);
  if (at < 0) return words.length;
  const { clause } = words[at - 1] ?? {};
  while (at < words.length && words[at]?.clause === clause && !LINKS.has(words[at]?.text ?? '')) at++;
  return at;
}

/** Word positions of phrases whose meaning has been taken into account. */
function knownWords(parsed: Parsed, kind: Kind): Set<number> {
  const known = new Set<number>();
  const kinds = ['aspect', 'tone', 'optOut', 'problem', 'safety', 'cue'] as const;
  const phrases = kinds.flatMap((name) => phrasesOfKind(parsed, name));
  if (kind !== 'blame')
    phrases.push(...phrasesOfKind(parsed, 'recommend'), ...phrasesOfKind(parsed, 'warnOff'));
  for (const { from, to, label } of phrases) {
    const passing = label.kind === 'tone' && label.weight === 0 && to - from === 1;
    if (!passing) for (let at = from; at < to; at++) known.add(at);
  }
  return known;
}

/** "5 but …": what is held against a score, in words that say nothing we know, or not yet said. */
export function isUntoldBut(parsed: Parsed, sentence: number, spent: readonly Quantity[]): boolean {
  const { words, tokenOf } = parsed;
  const end = Math.max(...spent.map(({ to }) => to));
  const but = phrasesOfKind(parsed, 'contrast').find(
    ({ from }) => words[from]?.sentence === sentence && (tokenOf[from] ?? 0) >= end,
  );
  if (!but) return false;
  const kinds = ['tone', 'problem', 'safety', 'request', 'optOut', 'recommend'] as const;
  return !kinds.some((kind) => phrasesOfKind(parsed, kind).some(({ from }) => from >= but.to));
}

/** A yes or no with nothing beside it but thanks and firmness. */
export function isPlainAnswer(parsed: Parsed, marks: number[]): boolean {
  const { words, line } = parsed;
  if (ANSWERS.has(line)) return true;
  const opening = [3, 2, 1].find((length) =>
    ANSWERS.has(
      words
        .slice(0, length)
        .map(({ text }) => text)
        .join(' '),
    ),
  );
  if (opening === undefined) return false;
  const rest = {
    ...parsed,
    words: parsed.words.map((word, at) => (at < opening ? { ...word, sentence: -1 } : word)),
  };
  return ![...new Set(rest.words.map(({ sentence }) => sentence))].some(
    (sentence) => sentence >= 0 && isUnexplained(rest, marks, sentence, { kind: 'recommendation' }),
  );
}
