import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readReplies } from './read-replies';
import { ratedAspects } from './types';

const say = (Body: string) => readReplies({ messages: [{ Body }] });
/** Scores that would be stored at once. */
function stored(text: string): number[] {
  const { sure, overall, aspects } = say(text);
  return sure
    ? [overall, ...ratedAspects.map((name) => aspects[name])].filter((score) => score !== null)
    : [];
}

const score = fc.integer({ min: 1, max: 5 });
const oneOf = (words: string) => fc.constantFrom(...words.split('|'));
const spaced = (...parts: unknown[]) => parts.filter((part) => part !== '').join(' ');

const never = (name: string, ...parts: fc.Arbitrary<unknown>[]) =>
  it(`${name} stores nothing`, () => {
    fc.assert(
      fc.property(fc.tuple(...parts), (words) => {
        expect(stored(spaced(...words)), spaced(...words)).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });
const always = (name: string, text: fc.Arbitrary<[before: string, score: number, behind: string]>) =>
  it(`${name} counts at once`, () => {
    fc.assert(
      fc.property(text, ([before, n, behind]) => {
        expect(stored(spaced(before, n, behind)), spaced(before, n, behind)).toEqual([n]);
      }),
      { numRuns: 300 },
    );
  });

describe('who gives the number to whom', () => {
  never(
    'what the caterer gave',
    oneOf('you|una|the team|your guys|your boys|they'),
    oneOf('gave|have given|give|rated|said|put'),
    oneOf('|me|us'),
    score,
  );
  never(
    'what the writer got or is',
    oneOf('I|we'),
    oneOf('got|get|have|had|deserve|earned|were|are|was'),
    oneOf('|only|just|all|a'),
    score,
  );
  never(
    'what somebody unknown got',
    oneOf('only God|the winner|Ama|my niece'),
    oneOf('gets|got|deserves|earned'),
    score,
  );
  never(
    'what somebody spoken of wants',
    oneOf('Madam|Oga|the boss'),
    oneOf('says I should give|say make I give|told me to say'),
    score,
  );
  never(
    'what was handed to staff',
    oneOf('I|we'),
    fc.constant('gave'),
    oneOf('the waiter|your driver|the ushers'),
    score,
  );
  always(
    'what the writer gives',
    fc.tuple(
      oneOf(
        'I give|we give|I gave|I rate you|we rate it|I say|I give you|we gave you|I will give you|we put',
      ),
      score,
      oneOf('|thank you|please'),
    ),
  );
  always(
    'what the caterer gets',
    fc.tuple(
      oneOf('you get|you deserve|you have earned|una deserve|this deserves'),
      score,
      oneOf('|from us|from me'),
    ),
  );
});

describe('what stands beside the number', () => {
  never(
    'who did what',
    score,
    oneOf(
      'came|fell sick|left early|were burnt|got nothing|would be a lie|attended|cancelled|should be enough',
    ),
  );
  never(
    'what was shared out',
    oneOf('|it was'),
    score,
    oneOf('each|per table|for each table|in all|in total|from you'),
  );
  never(
    'dishes',
    score,
    oneOf('rice|fufu|chicken|jollof|dishes|waiters|rude waiters|cold plates'),
    oneOf('|please'),
  );
  never('shares of things', score, fc.constant('of 5'), oneOf('dishes|tables|coolers|waiters'));
  never('what is named by number', oneOf('grade|menu|the|that|for|course|plus|minus|got|have'), score);
  never('a word that sounds like it', oneOf('|same|thanks'), fc.constantFrom(2, 4), oneOf('u|you|u all'));
  never('an answer to a list we never sent', oneOf('a)|b.|c)'), score);
  never(
    'a price or a length',
    score.map((n) => `${n}.30`),
    oneOf('|please'),
  );
  always(
    'thanks, firmness or a reason',
    fc.tuple(
      oneOf('|definitely|overall|a solid'),
      score,
      oneOf('|thank you|please|for everything|and thanks|chale'),
    ),
  );
});

describe('words that ask for silence', () => {
  it.each([
    'kindly do not delete my number',
    'I do not wish to stop getting your messages',
    'do not message me during the sermon',
    'no messages at dawn please',
    'do not ring, message me',
    'unsubscribe my brother',
    'Unsubscribe? No, I enjoy these',
    'stop it 🤣',
  ])('“%s” asks for less than silence', (text) => {
    expect(say(text).optOut).toBe(false);
  });

  it.each([
    'do not delete my number just stop messaging me',
    'why will you not stop messaging me',
    'no need to text me anymore',
    'do not message me on weekends or ever',
    'stop it',
  ])('“%s” asks for silence', (text) => {
    expect(say(text).optOut).toBe(true);
  });

  it('a limit that a customer sets is seen by a person', () => {
    expect(say('do not message me during the sermon').reasons).toContain('request');
  });
});

describe('what sounds bad and is not', () => {
  it.each([
    'you people spoilt us',
    "I'm missing your soup already",
    '1 🤣',
    'a 4 star catastrophe',
    'they told me to recommend you',
    'recommend me a drink',
    'recommended by my aunt',
    'as good as a 4',
    'but for the rain a 5',
    '2 no good',
  ])('“%s” is neither stored nor apologised for', (text) => {
    const { sure, sentiment, wouldRecommend } = say(text);
    expect(stored(text)).toEqual([]);
    expect(sure && (sentiment === -1 || wouldRecommend !== null)).toBe(false);
  });
});
