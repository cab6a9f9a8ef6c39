import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normaliseBody, parsedCharacters } from './normalise';
import { findQuantities, readQuantities } from './numbers';
import { parseText } from './parsed';
import { stepsTried } from './phrases';
import { readReplies } from './read-replies';
import { type InboundMessage, type Reading, ratedAspects } from './types';

const say = (...bodies: string[]): Reading => readReplies({ messages: bodies.map((Body) => ({ Body })) });

const isScore = (value: number | null) =>
  value === null || (Number.isInteger(value) && value >= 1 && value <= 5);

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc
    .array(
      fc.constantFrom(
        '5',
        '/',
        '10',
        ' ',
        '-',
        '*',
        '~',
        '_',
        '.',
        ',',
        'food',
        'not',
        'stop',
        '⭐',
        '️',
        '\n',
        '%',
        'من',
        "'",
        '{',
        '<',
        'three',
        '½',
        '🔟',
      ),
      { maxLength: 60 },
    )
    .map((parts) => parts.join('')),
);
const anyMessage: fc.Arbitrary<InboundMessage> = fc.record(
  {
    Body: hostile,
    ButtonPayload: hostile,
    ListId: hostile,
    ButtonText: hostile,
    NumMedia: hostile,
    MessageType: hostile,
    Latitude: hostile,
  },
  { requiredKeys: [] },
);

describe('any input', () => {
  it('gives a reading with scores of 1 to 5 and one reason at least for every call for a person', () => {
    fc.assert(
      fc.property(
        fc.array(anyMessage, { maxLength: 4 }),
        fc.constantFrom('rating', 'aspects', 'recommend'),
        (messages, lastPrompt) => {
          const reading = readReplies({ messages, lastPrompt });
          expect(isScore(reading.overall)).toBe(true);
          for (const aspect of ratedAspects) expect(isScore(reading.aspects[aspect])).toBe(true);
          expect(reading.needsHuman).toBe(reading.reasons.length > 0);
          expect([-1, 0, 1]).toContain(reading.sentiment);
        },
      ),
      { numRuns: 1500 },
    );
  });

  it('reads the same input the same way twice', () => {
    fc.assert(
      fc.property(hostile, (body) => {
        expect(say(body)).toEqual(say(body));
      }),
      { numRuns: 300 },
    );
  });

  it('reads no further than its cap, so a huge body costs no more than a long one', () => {
    const long = 'the food was not '.repeat(400);
    expect(say(`${long}${' 1 star'.repeat(20_000)}`)).toEqual(say(long));
  });

  const pieces = [
    '5 ',
    '5/',
    '*',
    '~5',
    '((((',
    "'",
    '<a ',
    '{"a":',
    'not ',
    'stop ',
    '- 5 ',
    '⭐',
    'food ',
    'i will ',
    '=',
    '{{',
    '5,',
    "a'",
    'ignore all ',
    'من ',
    'o',
  ];

  it.each(pieces)('reads of 64 kB of %j only what lies before the cap', (piece) => {
    const text = piece.repeat(Math.ceil(65_536 / piece.length));
    expect(normaliseBody(text).length).toBeLessThanOrEqual(2 * parsedCharacters);
    expect(say(text)).toEqual(say(text.slice(0, parsedCharacters)));
    expect(findQuantities(parseText(normaliseBody(text))).length).toBeLessThanOrEqual(readQuantities);
  });

  it.each(pieces)('tries a bounded number of pattern steps a word on %j, however long the text', (piece) => {
    const stepsFor = (times: number) => {
      const before = stepsTried();
      parseText(normaliseBody(piece.repeat(times)));
      return stepsTried() - before;
    };
    expect(stepsFor(300)).toBeLessThanOrEqual(2.2 * stepsFor(150) + 500);
  });
});

describe('rules that hold for every wording', () => {
  const words = fc.constantFrom(
    'the food was great',
    'everything cold',
    'thank you',
    '3 stars',
    'stop',
    'not 4',
    'no',
    '',
  );

  it('a tapped payload is authoritative over its own title', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), words, (score, title) => {
        const messages = [{ Body: title, ButtonText: title, ButtonPayload: `rate:${score}` }];
        const reading = readReplies({ messages });
        expect(reading.overall).toBe(score);
        expect(reading.optOut).toBe(false);
      }),
    );
  });

  it('a struck-through number changes nothing', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 }), fc.integer({ min: 1, max: 5 }), (struck, kept) => {
        expect(say(`~${struck}~ ${kept}`)).toEqual(say(`${kept}`));
        expect(say(`${kept} ~${struck}~`)).toEqual(say(`${kept}`));
      }),
    );
  });

  const keyword = fc.constantFrom(
    'stop',
    'stopall',
    'unsubscribe',
    'cancel',
    'end',
    'quit',
    'revoke',
    'optout',
    'opt out',
    'arret',
    'arrêt',
  );
  it('an opt-out keyword alone opts out in any case, with any closing marks', () => {
    fc.assert(
      fc.property(
        keyword,
        fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }),
        fc.constantFrom('', '.', '!!!', ' ', ' 🙏', '…', '\n'),
        (word, upper, tail) => {
          const written = [...word].map((letter, i) => (upper[i] ? letter.toUpperCase() : letter)).join('');
          const reading = say(`${written}${tail}`);
          expect(reading.optOut).toBe(true);
          expect(reading.needsHuman).toBe(false);
        },
      ),
    );
  });

  it('bold and italic marks change nothing', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('5', 'four stars', 'stop', 'food 4', 'the rice was cold', 'good'),
        fc.constantFrom('*', '_'),
        (text, mark) => {
          expect(say(`${mark}${text}${mark}`)).toEqual(say(text));
        },
      ),
    );
  });

  it('START takes back an opt-out of the same turn, and only START does', () => {
    expect(say('STOP', 'START')).toMatchObject({ optOut: true, optIn: true });
    expect(say('START', 'STOP')).toMatchObject({ optOut: true, optIn: false });
    expect(say('STOP', 'the food was great')).toMatchObject({ optOut: true, optIn: false });
    expect(say('start the music')).toMatchObject({ optIn: false });
  });

  it('names harm as safety, whatever the rating', () => {
    expect(say('5 stars but my son is vomiting')).toMatchObject({
      overall: 5,
      safety: true,
      needsHuman: true,
      reasons: expect.arrayContaining(['safety']),
    });
    expect(say('Great hospitality, 5')).toMatchObject({ safety: false, needsHuman: false });
  });
});
