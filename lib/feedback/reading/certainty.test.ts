import fs from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isKnownWord } from './lexicon/compile';
import { readReplies } from './read-replies';
import { type InboundMessage, type Prompt, ratedAspects } from './types';

const say = (Body: string, lastPrompt?: Prompt) => readReplies({ messages: [{ Body }], lastPrompt });
const scores = ({ overall, aspects }: ReturnType<typeof say>) =>
  [overall, ...ratedAspects.map((name) => aspects[name])].filter((score) => score !== null);

const number = fc.oneof(
  fc.integer({ min: 0, max: 12 }).map(String),
  fc.constantFrom('one', 'two', 'three', 'four', 'five', '1,5', '2.5', '5,0'),
);
const unit = fc.constantFrom(
  ...`sec secs second seconds min mins minute minutes hr hrs hours days weeks months years guests people persons plates
  trays tables chairs cedis ghs pesewas dollars kg km litres bottles crates packs bags boxes pieces bowls cups spoons
  coolers waiters ushers drivers cars buses kids children adults friends o'clock pm am pax portions servings times moment
  heures minutes personnes assiettes euros jours`.split(/\s+/),
);

describe('a number with a unit', () => {
  it('is never a score, whatever stands before it', () => {
    fc.assert(
      fc.property(
        number,
        unit,
        fc.constantFrom(
          '',
          'about ',
          'we had ',
          'wait ',
          'it was ',
          'I give you ',
          'only ',
          'see you in ',
          'c’était ',
        ),
        fc.constantFrom('', '.', '!', ' please', ' late', ' ago'),
        (value, name, before, after) => {
          expect(scores(say(`${before}${value} ${name}${after}`))).toEqual([]);
        },
      ),
      { numRuns: 1500 },
    );
  });
});

it.each(['5 bagxo', '5 platexo', '5 hourzu', '5 tablexo', 'merci 5 jourxo', 'merci 5 bouteillezu'])(
  '“%s” is no count of what it begins like',
  (words) => {
    expect(say(words)).toMatchObject({ overall: 5, sure: false });
  },
);

const clear: [string, 1 | -1][] = [
  ['the food was great', 1],
  ['the service was excellent', 1],
  ['your staff were friendly', 1],
  ['the rice was delicious', 1],
  ['the food was cold', -1],
  ['the waiters were rude', -1],
  ['your people came late', -1],
  ['the chicken was burnt', -1],
  ['everything was terrible', -1],
];
const denials = [
  (said: string) => `it is not true that ${said}`,
  (said: string) => `I don't think ${said}`,
  (said: string) => `I would not say ${said}`,
  (said: string) => `nobody said ${said}`,
  (said: string) => `I can't say ${said}`,
  (said: string) => `never would I say ${said}`,
  (said: string) => said.replace(/ (was|were) /, ' $1 not '),
  (said: string) => said.replace(/ (was|were) /, ' $1 never '),
  (said: string) => said.replace(/ (was|were) /, " $1n't "),
];

describe('a denied sentence', () => {
  const turned = (said: string, deny: (said: string) => string) => deny(said) !== said;
  it.each(clear)('“%s” is clear, and denied never keeps its sign with certainty', (said, sign) => {
    expect(say(said)).toMatchObject({ sentiment: sign, sure: true });
    for (const deny of denials.filter((one) => turned(said, one))) {
      const { sentiment, sure } = say(deny(said));
      expect(sure && sentiment === sign, deny(said)).toBe(false);
    }
  });

  it('a denied score is never stored', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }),
        fc.constantFrom(
          'not ',
          'not a ',
          "I can't give ",
          'definitely not ',
          "it isn't a ",
          'I would never give ',
          'no way it is a ',
        ),
        (score, denial) => {
          const reading = say(`${denial}${score}`);
          expect(reading.sure && scores(reading).length > 0).toBe(false);
        },
      ),
    );
  });
});

describe('what is put around a score', () => {
  const score = fc.integer({ min: 1, max: 5 });
  it.each([
    ['a question mark', (n: number) => `${n}?`],
    ['a condition', (n: number) => `${n} if you bring my plates back`],
    ['a condition before it', (n: number) => `if the rice was hot I would say ${n}`],
    ['a comparison', (n: number) => `more than ${n}`],
    ['another time', (n: number) => `I gave you ${n} last year`],
    ['the time before', (n: number) => `last time ${n}`],
    ['somebody else', (n: number) => `my sister said ${n}`],
    ['a stranger', (n: number) => `on Google you have ${n}`],
    ['another number', (n: number) => `${n} or ${(n % 5) + 1}`],
    ['a range', (n: number) => `${n}-${n + 1}`],
    ['a scale', (n: number) => `is ${n} the best?`],
    ['a doubt', (n: number) => `maybe ${n}`],
    ['a joke', (n: number) => `${n} just kidding`],
    ['a percentage', (n: number) => `${n}0%`],
  ])('%s makes it unsure', (_, wrap) => {
    fc.assert(
      fc.property(score, (n) => {
        const reading = say(wrap(n));
        expect(reading.sure && scores(reading).length > 0, wrap(n)).toBe(false);
      }),
    );
  });

  it.each([
    ['nothing', (n: number) => `${n}`],
    ['a full stop', (n: number) => `${n}.`],
    ['a scale of its own', (n: number) => `${n}/5`],
    ['stars', (n: number) => `${n} star${n === 1 ? '' : 's'}`],
    ['thanks', (n: number) => `${n}, thank you`],
    ['giving', (n: number) => `I give you ${n}`],
    ['the whole', (n: number) => `overall ${n}`],
    ['a comma and nought', (n: number) => `${n},0`],
  ])('%s leaves it plain', (_, wrap) => {
    fc.assert(
      fc.property(score, (n) => {
        expect(say(wrap(n))).toMatchObject({ overall: n, sure: true });
      }),
    );
  });
});

it.each(['I gave 5 last year', 'my sister said 2', 'last time 3', 'on Google you have 4'])(
  '“%s” is no score at all, sure or not',
  (words) => {
    expect(say(words).overall).toBeNull();
  },
);

it('“I would not hesitate to recommend you” is a plain yes', () => {
  expect(say('I would not hesitate to recommend you')).toMatchObject({ wouldRecommend: true, sure: true });
});

it.each([
  ['2', 'good'],
  ['5', 'poor'],
  ['1', 'sorry typo'],
  ['5', 'that was my sister'],
  ['not a', '1'],
  ['last time', '2'],
  ['5', 'minutes'],
  ['the food was cold', 'sorry that was for another caterer'],
])('“%s”, then “%s” is asked about', (...bodies) => {
  expect(readReplies({ messages: bodies.map((Body) => ({ Body })) }).sure).toBe(false);
});

describe('taps', () => {
  it('are always sure', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('rate:1', 'rate:5', 'food:2', 'rec:yes', 'rec:no'),
        fc.constantFrom('not 5', 'maybe 3?', 'if', '1–5'),
        (ButtonPayload, ButtonText) => {
          expect(readReplies({ messages: [{ Body: ButtonText, ButtonText, ButtonPayload }] }).sure).toBe(
            true,
          );
        },
      ),
    );
  });
});

describe('the labelled turns', () => {
  const turns = ['dev', 'more', 'fresh', 'held-out'].flatMap((name) =>
    fs
      .readFileSync(new URL(`./cases/${name}.jsonl`, import.meta.url), 'utf8')
      .trim()
      .split('\n')
      .map(
        (line) =>
          JSON.parse(line) as {
            messages: InboundMessage[];
            context?: { last_prompt?: Prompt };
            expected: { overall: number | null; aspects: Record<string, number | null> };
          },
      ),
  );
  const read = turns.map((turn) => ({
    turn,
    reading: readReplies({ messages: turn.messages, lastPrompt: turn.context?.last_prompt }),
  }));

  // A third of them are kinds that are asked about on purpose: ranges, percentages, corrections, mockery, six of five.
  it('are mostly plain: most scores are read without asking', () => {
    const rated = read.filter(
      ({ turn: { expected } }) =>
        expected.overall !== null || Object.values(expected.aspects).some((value) => value !== null),
    );
    expect(rated.filter(({ reading }) => reading.sure).length / rated.length).toBeGreaterThan(0.6);
  });

  it('of those that are sure, at most one in a hundred without a rating is given one', () => {
    const unrated = read.filter(({ turn }) => turn.expected.overall === null);
    const invented = unrated.filter(({ reading }) => reading.sure && reading.overall !== null);
    expect(invented.length / unrated.length).toBeLessThanOrEqual(0.01);
  });
});

describe('replies as most customers write them', () => {
  const replies = fs
    .readFileSync(new URL('./cases/plain.jsonl', import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { say: string; prompt?: Prompt; want: string });
  const tones = ['-', '0', '+'];
  const read = replies.map(({ say: words, prompt, want }) => ({
    words,
    prompt,
    wanted: want.split(' '),
    reading: say(words, prompt),
  }));

  it('count at once', () => {
    expect(read.filter(({ reading }) => reading.sure).length / read.length).toBeGreaterThan(0.95);
  });

  it.each(read.filter(({ reading }) => reading.sure).map((one) => [one.words, one] as const))(
    '“%s” is not read as something else',
    (_, { wanted, reading }) => {
      const scored = ratedAspects.flatMap((name) =>
        reading.aspects[name] === null ? [] : [`${name}=${reading.aspects[name]}`],
      );
      const stored = [...(reading.overall === null ? [] : [`${reading.overall}`]), ...scored];
      for (const score of stored) expect(wanted).toContain(score);
      if (reading.wouldRecommend !== null) expect(wanted).toContain(reading.wouldRecommend ? 'yes' : 'no');
      const tone = wanted.find((one) => tones.includes(one));
      if (tone && reading.sentiment !== 0) expect(tones[reading.sentiment + 1]).toBe(tone);
    },
  );

  const letters = fc.string({
    unit: fc.constantFrom(...'bdgklmnprstvwxz', 'a', 'o', 'u'),
    minLength: 4,
    maxLength: 12,
  });
  const unknown = letters.filter((word) => !isKnownWord(word) && /[xzvw]/.test(word));

  it('with a word that nobody knows never mean something else with certainty', () => {
    // A label of our scale is one only by itself.
    const sure = read.filter(
      ({ words, reading }) => reading.sure && !/^(?:excellent|very good|good|so so)$/i.test(words),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...sure),
        unknown,
        fc.nat(),
        ({ words, prompt, reading: before }, word, place) => {
          const parts = words.split(' ');
          parts.splice(place % (parts.length + 1), 0, word);
          const after = say(parts.join(' '), prompt);
          if (!after.sure) return;
          // A score stays or is asked about; an opinion may fall silent, but never turns.
          expect(scores(after), parts.join(' ')).toEqual(scores(before));
          expect([null, before.wouldRecommend], parts.join(' ')).toContain(after.wouldRecommend);
          expect([0, before.sentiment], parts.join(' ')).toContain(after.sentiment);
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe('too much of something good', () => {
  it.each(['The food was too sweet', 'the jollof too sweet!', 'too rich', 'your people were too quick'])(
    '“%s” is praise to one and blame to another: nobody is thanked for it',
    (text) => {
      const reading = say(text);
      expect(reading.sure === false || reading.sentiment === 0).toBe(true);
    },
  );
  it.each(['the food was too good', 'you people are too much'])('“%s” is praise', (text) => {
    expect(say(text)).toMatchObject({ sentiment: 1, sure: true });
  });
});
