import type { Label } from './aspects';
import type { Parsed } from './parsed';
import type { Word } from './phrases';
import type { Quantity } from './quantity';
import type { Doubt } from './types';
import { wordSet } from './word-set';

/** Who gives a score is the writer; who gets or is one is the caterer, the event or something of it. */
const GIVING = wordSet(
  'give gives gave given giving rate rates rated say says said go going went put puts choose pick donne donner mets mettre note dis dirais',
);
const GETTING = wordSet(
  'get gets got gotten getting deserve deserves deserved earn earns earned have has had',
);
/** With nobody before them the writer means themselves: "got 4", "have 2". */
const HOLDING = wordSet('get got have has had say');
const BEING = wordSet('am is are was were be been suis est sommes etait etions');
const WRITER = wordSet('i we je j nous on');
const CATERER = wordSet('you una vous it they team guys boys girls event party people company');
/** "Madam say make I give 5": spoken of, not to. */
const TITLES = wordSet('madam sir boss maa oga chairman pastor massa');
const SAYING = wordSet('say says said want wants tell told');
/** "I chop 3": so many plates. */
const EATING = wordSet('chop ate eat taste tasted mange');
const ADDRESSED = wordSet('you una vous');
const PERSONS = new Set([...WRITER, ...CATERER]);
/** Words that may stand between "is" and the number it says something is. */
const BETWEEN = wordSet('a an the just only simply still now all both like at about around in un une');
/** Behind these a person is no subject: "from us it is 5". */
const OBLIQUE = wordSet('from for by to with of pour de par as');
/** "My cooking is 1/5", "their rice was 4": what is scored is not ours. */
const OWNED = wordSet('my our his her their mon ma mes notre nos');
const OCCASION = wordSet('event party wedding funeral birthday anniversary ceremony engagement');
const REACH = 8;

/** Whether the words before a number say that somebody else gives it, or that it isn't us who get it. */
export function doubtGiver(parsed: Parsed, quantity: Quantity, labels: Label[], doubts: Set<Doubt>): void {
  const said = runUp(parsed, quantity);
  const [last, before] = [said.at(-1)?.text ?? '', said.at(-2)?.text ?? ''];
  const ofAspect = !labels.includes('overall');
  if (ofAspect && said.some(({ text }) => OWNED.has(text))) doubts.add('somebody-else');
  if (said.some(({ text }, at) => TITLES.has(text) && SAYING.has(said[at + 1]?.text ?? '')))
    doubts.add('somebody-else');
  if (EATING.has(last) && WRITER.has(before)) doubts.add('unit');
  const verb = said.findLastIndex(({ text }) => GIVING.has(text) || GETTING.has(text) || BEING.has(text));
  if (verb >= 0) doubtVerb(said, verb, { quantity, ofAspect }, doubts);
  else if (ADDRESSED.has(last) && !OBLIQUE.has(before)) doubts.add('unclear');
}

/**
 * "I give you 4" scores us, "you gave me 4" doesn't; "you get 4" does, "we got 4", "we were 4" and "only God gets 5"
 * don't. Judged by the last verb before the number and whoever does it.
 */
function doubtVerb(
  said: Word[],
  verb: number,
  { quantity, ofAspect }: { quantity: Quantity; ofAspect: boolean },
  doubts: Set<Doubt>,
): void {
  const { text } = said[verb] as Word;
  if (BEING.has(text) && !said.slice(verb + 1).every((word) => BETWEEN.has(word.text))) return;
  const subject = subjectOf(said, verb);
  if (verb === 0 && HOLDING.has(text)) doubts.add('unit');
  if (GIVING.has(text) && CATERER.has(subject)) doubts.add('somebody-else');
  if (!GIVING.has(text) && WRITER.has(subject)) doubts.add('unit');
  if (GETTING.has(text) && subject === '' && verb > 0 && !ofAspect && !said.slice(0, verb).some(isOurs))
    doubts.add('somebody-else');
  if (text === 'is' && isDate(said[verb - 1], quantity)) doubts.add('other-time');
  if (ofAspect && !quantity.explicit && (HANDED.has(text) || isHeadcount(said, verb))) doubts.add('unit');
}

/** "The event is 8/10" names its day as often as its mark. */
function isDate(occasion: Word | undefined, { scale, stars }: Quantity): boolean {
  return OCCASION.has(occasion?.text ?? '') && scale !== null && !stars;
}

const isOurs = ({ text }: Word) => OURS.has(text);
/** What gets a score without being called "you": "this one deserves 5". */
const OURS = wordSet(
  'this that everything all caterer caterers company overall your food service experience event',
);
/** "I gave the waiter 5", "the boys got 3": money, or things, as often as a score. */
const HANDED = wordSet('gave given got had');

/** "The waiters were 3". */
function isHeadcount(said: Word[], verb: number): boolean {
  return (
    /^(?:are|were|sont|etaient)$/.test(said[verb]?.text ?? '') &&
    /[^su]s$|^people$/.test(said[verb - 1]?.text ?? '')
  );
}

/** The words of the number's clause before it, behind the last "so" or "because". */
function runUp({ words, tokens, tokenOf }: Parsed, { from }: Quantity): Word[] {
  const { clause, sentence } = tokens[from] ?? {};
  const own = words.filter(
    (word, at) => (tokenOf[at] ?? 0) < from && word.clause === clause && word.sentence === sentence,
  );
  const opens = own.findLastIndex(({ text }) => LINKS.has(text));
  return own.slice(opens + 1).slice(-REACH);
}

const LINKS = wordSet('so because cos cause coz since but and mais et donc');

/** The person nearest before the verb who stands there as its subject; "your guys" is the caterer. */
function subjectOf(said: Word[], verb: number): string {
  for (let at = verb - 1; at >= 0; at--) {
    const text = said[at]?.text ?? '';
    if (/^(?:your|votre|vos)$/.test(text) && at < verb - 1) return 'you';
    const before = said[at - 1]?.text ?? '';
    // French puts whom it gives to before the verb: "je vous donne 4".
    if (text === 'vous' && WRITER.has(before)) return before;
    if (PERSONS.has(text) && !OBLIQUE.has(before)) return text;
  }
  return '';
}
