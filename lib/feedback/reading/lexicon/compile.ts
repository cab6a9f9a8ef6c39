import { foldWord } from '../normalise';
import { compilePhrases, type Phrase } from '../phrases';
import type { Aspect, SpokenLanguage } from '../types';
import type { LanguagePack } from './pack';
import { packs } from './packs';

export const phraseKinds = [
  'tone',
  'problem',
  'safety',
  'sarcasm',
  'optOut',
  'notOptOut',
  'recommend',
  'warnOff',
  'hedge',
  'request',
  'question',
  'rhetorical',
  'aspect',
  'cue',
  'contrast',
  'strong',
] as const;
export type PhraseKind = (typeof phraseKinds)[number];
export const slots = Object.fromEntries(phraseKinds.map((kind, i) => [kind, i])) as Record<
  PhraseKind,
  number
>;

export interface Meaning {
  kind: PhraseKind;
  /** The kind's place in `phraseKinds`. */
  slot: number;
  language: SpokenLanguage;
  /** Tone: praise above zero, complaint below, 0 = a phrase without tone. */
  weight: number;
  aspect: Aspect | 'overall' | null;
  vague: boolean;
}

/** The patterns of a list, folded; `no+one` in a choice stands for two words. */
function listPatterns(list: readonly string[] = []): string[] {
  return list.map((pattern) => foldWord(pattern.toLowerCase())).flatMap(expandWordGroups);
}

function expandWordGroups(pattern: string): string[] {
  const parts = pattern.split(' ');
  const at = parts.findIndex((part) => part.includes('+'));
  if (at < 0) return [pattern];
  const part = parts[at] ?? '';
  const optional = part.startsWith('[');
  const choices = (optional ? part.slice(1, -1) : part).split('|');
  const single = choices.filter((choice) => !choice.includes('+')).join('|');
  const grouped = choices
    .filter((choice) => choice.includes('+'))
    .map((choice) => choice.replaceAll('+', ' '));
  const middles = [...(single ? [single] : []), ...grouped, ...(optional ? [''] : [])];
  return middles.flatMap((middle) =>
    expandWordGroups(
      [...parts.slice(0, at), middle, ...parts.slice(at + 1)].join(' ').replace(/ +/g, ' ').trim(),
    ),
  );
}

type ListName = Exclude<keyof LanguagePack, 'code'>;

const tones: [ListName, number][] = [
  ['great', 2],
  ['good', 1],
  ['mild', -0.5],
  ['bad', -1],
  ['awful', -2],
  ['neutral', 0],
  ['vague', -1],
];
const kinds: [ListName, PhraseKind][] = [
  ['problems', 'problem'],
  ['safety', 'safety'],
  ['sarcasm', 'sarcasm'],
  ['optOut', 'optOut'],
  ['notOptOut', 'notOptOut'],
  ['recommend', 'recommend'],
  ['warnOff', 'warnOff'],
  ['hedges', 'hedge'],
  ['requests', 'request'],
  ['questions', 'question'],
  ['rhetorical', 'rhetorical'],
  ['cues', 'cue'],
  ['contrast', 'contrast'],
  ['strong', 'strong'],
];
const aspectLists = ['food', 'service', 'presentation', 'timeliness', 'overall'] as const;

function phrasesOf(pack: LanguagePack): Phrase<Meaning>[] {
  const make = (list: ListName, kind: PhraseKind, weight: number, aspect: Meaning['aspect'] = null) =>
    listPatterns(pack[list]).map((pattern) => ({
      pattern,
      label: { kind, slot: slots[kind], language: pack.code, weight, aspect, vague: list === 'vague' },
    }));
  return [
    ...tones.flatMap(([list, weight]) => make(list, 'tone', weight)),
    ...kinds.flatMap(([list, kind]) => make(list, kind, 0)),
    ...aspectLists.flatMap((aspect) => make(aspect, 'aspect', 0, aspect)),
  ];
}

export const phrases = packs.flatMap(phrasesOf);
/** The few marks that tell the language, looked for before the language is known. */
export const findLanguageMarks = compilePhrases(phrases.filter(({ label }) => label.kind === 'strong'));

export type WordList = 'negators' | 'links' | 'units' | 'notBefore';
export type WordSets = Record<WordList, Set<string>>;

function setsOf(pack: LanguagePack): WordSets {
  const set = (list: ListName) => new Set(listPatterns(pack[list]).flatMap((pattern) => pattern.split('|')));
  return {
    negators: set('negators'),
    links: set('links'),
    notBefore: set('notBefore'),
    units: set('units'),
  };
}
export const wordSets = new Map(packs.map((pack) => [pack.code, setsOf(pack)]));

export const numberWords = new Map(
  packs.map((pack) => [
    pack.code,
    new Map(
      listPatterns(pack.numbers).map((entry) => {
        const [word = '', value = ''] = entry.split('=');
        return [word, Number(value)] as const;
      }),
    ),
  ]),
);

/** Bare answers to a yes/no question, whole-message only: language → answer. */
export const answers = new Map<string, { answer: boolean; language: SpokenLanguage }>();
for (const pack of [...packs].reverse()) {
  for (const [list, answer] of [
    ['yes', true],
    ['no', false],
  ] as const)
    for (const pattern of listPatterns(pack[list])) {
      const [first = '', ...rest] = pattern.split(' ');
      for (const word of first.split('|'))
        for (const tail of rest.length ? expandChoices(rest) : [''])
          answers.set(`${word} ${tail}`.trim(), { answer, language: pack.code });
    }
}

function expandChoices(parts: string[]): string[] {
  return parts.reduce<string[]>(
    (texts, part) => texts.flatMap((text) => part.split('|').map((word) => `${text} ${word}`.trim())),
    [''],
  );
}

/** word → the languages whose lexicon has it, with each one's share of it. */
export const vocabulary = new Map<string, Map<SpokenLanguage, number>>();

function learn(word: string, language: SpokenLanguage, weight: number): void {
  if (!/^\p{L}+$/u.test(word)) return;
  const shares = vocabulary.get(word) ?? new Map<SpokenLanguage, number>();
  shares.set(language, Math.max(shares.get(language) ?? 0, weight));
  vocabulary.set(word, shares);
}
for (const pack of packs) {
  for (const word of listPatterns(pack.common)) learn(word, pack.code, 1);
  for (const word of numberWords.get(pack.code)?.keys() ?? []) learn(word, pack.code, 1);
  const lists = [
    'great',
    'good',
    'bad',
    'awful',
    'recommend',
    'optOut',
    'requests',
    'links',
    'cues',
    'contrast',
    'negators',
    'service',
    'presentation',
    'timeliness',
    'hedges',
    'yes',
    'no',
  ] as const; // prettier-ignore
  for (const list of lists)
    for (const pattern of listPatterns(pack[list]))
      for (const part of pattern.split(' '))
        for (const word of part.replace(/[[\]<>#]/g, '').split('|')) learn(word, pack.code, 0.8);
}

export const isKnownWord = (word: string): boolean => vocabulary.has(word);
