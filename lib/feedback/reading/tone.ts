import type { Meaning } from './lexicon/compile';
import { markBits } from './marks';
import { type Parsed, phrasesOfKind } from './parsed';
import type { PhraseMatch, Word } from './phrases';
import { wordSet } from './word-set';

/** What the words (not the numbers) say about the event or the company. */
export interface Tone {
  praise: number;
  complaint: number;
  /** Damage, billing, missing items or safety: a problem reported to us whatever else is said. */
  problem: boolean;
  safety: boolean;
  sarcasm: boolean;
  contrast: boolean;
  /** Emoji only speak where words are silent. */
  emojiPraise: number;
  emojiComplaint: number;
  /** An emoji laughs: beside a low score it may be a joke. */
  laughs: boolean;
  /** Some phrase was understood, be it one without tone. */
  heard: boolean;
  /** Words of the message, of which none was understood when `heard` is false. */
  unheardWords: number;
  /** Something bad is named under a condition ("5 if the food wasn't cold"), or a score of what wasn't so, or a low one at most. */
  wishedAway: boolean;
  /** Tells what happened, with a time or a count, in words that say neither good nor bad. */
  tellsOfNumbers: boolean;
}

const happy =
  /[👍👏😍🥰😘❤♥💕💖💗💙💚💛💜🧡🤍🔥💯😊😁😃😄😀🤩🥳🎉🎊😋🤤💪👌🙌🤗☺😇💃🕺🏆🥇💐✨😎🫶🤝💞❣🎂🍾🤌]/u;
const unhappy = /[👎😡🤬😠🤮🤢😤😞😔😢😭😩😫🙄💔😒☹🙁😖😣😾😑🖕💩😓😥😪😰]/u;
const laughing = /[😂🤣😅😆😜😝😹]/u;
const negationReach = 4;

interface Voice {
  from: number;
  to: number;
  weight: number;
}

export function readTone(parsed: Parsed, marks: number[]): Tone {
  const voices = pickVoices(parsed);
  const tone: Tone = {
    praise: 0,
    complaint: 0,
    problem: false,
    safety: false,
    sarcasm: false,
    contrast: phrasesOfKind(parsed, 'contrast').length > 0,
    emojiPraise: 0,
    emojiComplaint: 0,
    laughs: false,
    heard: voices.length > 0,
    unheardWords: parsed.words.length,
    wishedAway:
      (voices.some(({ weight }) => weight < 0) && marks.some((bits) => (bits & markBits.condition) !== 0)) ||
      isScoreOfWhatWasNot(parsed, marks) ||
      boundsLow(parsed),
    tellsOfNumbers: tellsOfNumbers(parsed),
  };
  const final = voices.map((voice) => ({
    from: voice.from,
    to: voice.to,
    weight: negate(parsed, voice, voices),
  }));
  for (let i = 0; i < final.length; i++) {
    const { weight } = final[i] as Voice;
    if (weight > 0) tone.praise += weight;
    else tone.complaint -= weight;
  }
  for (const kind of ['safety', 'problem'] as const) {
    if (hears(parsed, kind, voices).length === 0) continue;
    tone.problem = true;
    tone.safety ||= kind === 'safety';
  }
  tone.sarcasm =
    phrasesOfKind(parsed, 'sarcasm').length > 0 ||
    praisesHarm(parsed, final) ||
    isHollow(parsed, final, tone);
  readEmoji(parsed, tone);
  if (tone.complaint >= 1 && tone.praise === 0 && parsed.tokens.some(({ text }) => text === '👏'))
    tone.sarcasm = true;
  return tone;
}

const happened = wordSet(
  'was were came got had arrived waited waiting served showed shown brought paid ordered finished ran est etait avons sommes',
);

/** "At 4 the food was on the road", "table 5 got nothing": trouble is told that way more often than joy. */
function tellsOfNumbers({ words, text }: Parsed): boolean {
  const told = words.some((word) => happened.has(word.text));
  return told && words.length >= 4 && (text.includes('§') || words.some(({ isNumber }) => isNumber));
}

/** The longest tone phrases that do not overlap; words of an opt-out request carry no tone. */
function pickVoices(parsed: Parsed): Voice[] {
  const silent = silentWords(parsed);
  const ranked = phrasesOfKind(parsed, 'tone').sort(byLengthThenLanguage(parsed.language));
  const taken = new Set<number>();
  const voices: Voice[] = [];
  for (const { from, to, label } of ranked) {
    if (rangeHas(taken, from, to) || rangeHas(silent, from, to)) continue;
    for (let at = from; at < to; at++) taken.add(at);
    voices.push({ from, to, weight: label.weight });
  }
  return voices.sort((a, b) => a.from - b.from);
}

const aboutMessages =
  /^(?:messag|subscri|consent|text|sms|spam|survey|notification|chats?$|mails?$|nkra|gbede|sako|messages|رسا|הודע)/u;

/**
 * Words that say nothing about the event: a request not to be written to, what annoys about our messages, and the
 * condition of a conditional recommendation.
 */
function silentWords(parsed: Parsed): Set<number> {
  const silent = new Set<number>();
  const stops = phrasesOfKind(parsed, 'optOut');
  const hedges = phrasesOfKind(parsed, 'hedge');
  if (stops.length === 0 && hedges.length === 0) return silent;
  const hush = (applies: (word: Word, at: number) => boolean) =>
    parsed.words.forEach((word, at) => {
      if (applies(word, at)) silent.add(at);
    });
  for (const { from, to } of stops) {
    const start = parsed.words[from];
    hush(
      (word, at) =>
        at >= from && (at < to || (word.sentence === start?.sentence && word.clause === start.clause)),
    );
  }
  if (stops.length > 0) {
    const about = new Set(
      parsed.words.filter(({ text }) => aboutMessages.test(text)).map(({ sentence }) => sentence),
    );
    hush(
      ({ sentence }) =>
        about.has(sentence) &&
        !phrasesOfKind(parsed, 'aspect').some(({ from }) => parsed.words[from]?.sentence === sentence),
    );
  }
  for (const { from } of hedges) {
    const sentence = parsed.words[from]?.sentence;
    const recommends = phrasesOfKind(parsed, 'recommend').some(
      (phrase) => parsed.words[phrase.from]?.sentence === sentence,
    );
    if (recommends) hush((word, at) => word.sentence === sentence && at >= from);
  }
  return silent;
}

function byLengthThenLanguage(language: string) {
  return (a: PhraseMatch<Meaning>, b: PhraseMatch<Meaning>) =>
    Number(a.label.vague) - Number(b.label.vague) ||
    b.to - b.from - (a.to - a.from) ||
    Number(b.label.language === language) - Number(a.label.language === language) ||
    Number(b.label.weight === 0) - Number(a.label.weight === 0) ||
    Math.abs(b.label.weight) - Math.abs(a.label.weight);
}

function rangeHas(set: Set<number>, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (set.has(at)) return true;
  return false;
}

/** "not good" is a complaint, "never late" is mild praise; a negator reaches a few words within its clause. */
function negate(parsed: Parsed, voice: Voice, voices: Voice[]): number {
  const clause = parsed.words[voice.from]?.clause;
  let negators = 0;
  const grievance = voice.weight < 0 && grievanceWords.test(parsed.words[voice.from]?.text ?? '');
  const most = grievance ? grievanceReach : negationReach;
  for (let at = voice.from - 1, reach = 0; at >= 0 && reach < most; at--, reach++) {
    const word = parsed.words[at];
    if (!word || word.clause !== clause) break;
    const other = voices.find(({ from, to }) => at >= from && at < to);
    if (other && grievance && other.weight <= 0 && hasDenial(parsed, other)) {
      negators++;
      at = other.from;
      continue;
    }
    if (other) {
      if (other.weight === 0 || other.to - other.from > 1) break;
      continue;
    }
    if (parsed.phrases.some(({ label, from }) => label.kind === 'contrast' && from === at)) break;
    if (negates(parsed, word)) negators++;
  }
  if (negators % 2 === 0) return voice.weight;
  if (voice.weight < 0) return Math.min(1, -voice.weight / 2);
  return voice.weight > 0 ? -1 : 0;
}

/** What there is none of is as good as praise, however far the "no" stands: "nothing at all to complain about". */
const grievanceWords =
  /^(?:complain\w*|faults?|problems?|issues?|regrets?|criticisms?|objections?|reproche\w*|plain(?:te|dre)s?)$/;
const grievanceReach = 6;

function hasDenial({ words }: Parsed, { from, to }: Voice): boolean {
  return words.slice(from, to).some(({ text }) => denials.has(text));
}

const denials = wordSet('no not never nothing none nobody zero without hard difficult cannot');

/** A language's own negators; "no" is an article in Twi and a pronoun's neighbour elsewhere. */
function negates(parsed: Parsed, word: Word): boolean {
  return (
    (word.forms ?? [word.text]).some((form) => parsed.lexicon.ownNegators.has(form)) ||
    word.text === 'not' ||
    word.text === 'never'
  );
}

function hears(parsed: Parsed, kind: 'safety' | 'problem', voices: Voice[]): PhraseMatch<Meaning>[] {
  return phrasesOfKind(parsed, kind).filter(({ from, to }) => {
    if (voices.some((voice) => voice.weight === 0 && voice.from <= from && voice.to >= to)) return false;
    for (let at = Math.max(0, from - 3); at < from; at++) {
      const word = parsed.words[at];
      if (word && word.clause === parsed.words[from]?.clause && negates(parsed, word)) return false;
    }
    return true;
  });
}

const forWhom = wordSet('for on at pour sur de d ma על علي');

/** "Bravo for serving cold food": praise tied by "for" to something bad, without a "but". */
function praisesHarm(parsed: Parsed, voices: Voice[]): boolean {
  const { words } = parsed;
  return voices.some((praise, i) => {
    if (praise.weight <= 0) return false;
    const link = words[praise.to];
    const thanked =
      link !== undefined && forWhom.has(link.text) && link.sentence === words[praise.from]?.sentence;
    if (!thanked) return false;
    const rest = voices.slice(i + 1).filter((voice) => words[voice.from]?.sentence === link.sentence);
    return rest.length > 0 && (rest[0]?.weight ?? 0) <= -1;
  });
}

/** "Wow, great. Two hours late": a praise standing alone before a complaint, with no "but" between. */
function isHollow(parsed: Parsed, voices: Voice[], tone: Tone): boolean {
  if (tone.contrast || tone.complaint < 1 || tone.praise === 0) return false;
  const first = voices.find(({ weight }) => weight !== 0);
  if (!first || first.weight <= 0) return false;
  const praising = voices.filter(({ weight }) => weight > 0);
  return praising.every((voice) => {
    const clause = parsed.words[voice.from]?.clause;
    const others = parsed.words.filter(
      (word, at) => word.clause === clause && !(at >= voice.from && at < voice.to),
    );
    return others.every(({ text }) => interjections.has(text));
  });
}

const interjections =
  wordSet(`round of standing a bit wow oh ah so very just really simply how guys people you job indeed absolutely well as always again
  great truly`);

function readEmoji(parsed: Parsed, tone: Tone): void {
  for (const { kind, text } of parsed.tokens) {
    if (kind !== 'emoji') continue;
    tone.laughs ||= laughing.test(text);
    if (unhappy.test(text)) tone.emojiComplaint++;
    else if (happy.test(text)) tone.emojiPraise++;
  }
}

const pastWords = wordSet(
  'had hadn were weren was wasn came been avais avait aviez avaient etais etait etiez etaient ete eut',
);

/** A score on the condition of what was not so: "5 if you had come on time", "5 si vous aviez été à l'heure". */
function isScoreOfWhatWasNot({ words }: Parsed, marks: readonly number[]): boolean {
  const condition = marks.findIndex((bits) => (bits & markBits.condition) !== 0);
  if (condition < 0 || !words.some(({ isNumber }) => isNumber)) return false;
  return words.slice(condition).some(({ text, isNumber }) => !isNumber && pastWords.has(text));
}

const lowBound =
  /(?:^| )(?:less than|(?:no|not) more than|not up to|below|under|at most|max|maximum|moins de|pas plus de|au plus|au maximum) (?:[1-3]|one|two|three|un|deux|trois)(?: (?:stars?|etoiles?|points?|please|sorry|for you|pour vous))*$/;

/** "Less than 3": no score that can be stored, and nothing that a happy customer writes. */
const boundsLow = ({ words }: Parsed): boolean => lowBound.test(words.map(({ text }) => text).join(' '));
