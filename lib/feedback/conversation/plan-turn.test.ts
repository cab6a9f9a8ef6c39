import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { questionStages } from '@/db/enums';
import type { Reading } from '../reading/types';
import { answersOf, planTurn } from './plan-turn';
import { type DishOpinion, noValues, type Turn, type Values } from './turn';

const silent: Reading = {
  overall: null,
  aspects: { food: null, service: null, presentation: null, timeliness: null },
  wouldRecommend: null,
  optOut: false,
  optIn: false,
  needsHuman: false,
  sentiment: 0,
  language: 'und',
  safety: false,
  reasons: [],
  sure: true,
  doubts: [],
  spoken: true,
  unheard: false,
  complaint: 'none',
};

const asked: Turn = {
  request: { state: 'asked', stage: 'rating' },
  prompt: 'rating',
  before: null,
  reading: silent,
  control: { skip: false, finish: false, opinions: [] },
  text: null,
  dishes: 3,
  notLiked: 3,
  recoveryBelow: 4,
  hasOpenCase: false,
  clarified: false,
};
const rated: Values = { ...noValues, rating: 5, sentiment: 1 };
const at = (stage: Turn['prompt'], turn: Partial<Turn>): Turn => ({
  ...asked,
  request: { state: 'answering', stage },
  prompt: stage,
  before: rated,
  ...turn,
});

describe('the first answer', () => {
  test('a 5 is stored as 5 and asks about the food', () => {
    const plan = planTurn({ ...asked, reading: { ...silent, overall: 5, sentiment: 1 } });
    expect(plan).toMatchObject({ about: true, state: 'answering', stage: 'food', say: 'question' });
    expect(plan.values).toMatchObject({ rating: 5, food: null, sentiment: 1 });
  });

  test('what free words have answered is not asked again', () => {
    const aspects = { ...silent.aspects, food: 5 as const, service: 4 as const };
    const plan = planTurn({ ...asked, reading: { ...silent, overall: 5, aspects, wouldRecommend: true } });
    expect(plan.stage).toBe('presentation');
  });

  test('praise without a figure asks for the figure, once', () => {
    const praise = { ...silent, sentiment: 1 as const };
    const first = planTurn({ ...asked, reading: praise, text: 'The food was great' });
    expect(first).toMatchObject({ say: 'question', stage: 'rating' });
    expect(first.values).toMatchObject({ rating: null, comments: 'The food was great' });
    const second = planTurn(at('rating', { before: first.values, reading: praise, text: 'Really great' }));
    expect(second.say).toBe('nothing');
  });

  test('a question to us is no feedback and calls a person', () => {
    const plan = planTurn({ ...asked, reading: { ...silent, needsHuman: true, reasons: ['question'] } });
    expect(plan).toMatchObject({
      about: false,
      alert: true,
      say: 'nothing',
      state: 'asked',
      stage: 'rating',
    });
  });

  test.each([1, 2, 3] as const)('a %i opens recovery and asks nothing else', (overall) => {
    const plan = planTurn({ ...asked, reading: { ...silent, overall, needsHuman: overall < 3 } });
    expect(plan).toMatchObject({
      recoveryReason: 'low_rating',
      say: 'recovery',
      stage: 'comment',
      state: 'answering',
    });
  });

  test('a 3 is thanked where the company’s limit is 3', () => {
    const plan = planTurn({ ...asked, recoveryBelow: 3, reading: { ...silent, overall: 3 } });
    expect(plan).toMatchObject({ recoveryReason: null, say: 'question', stage: 'food' });
  });
});

describe('the staged questions', () => {
  test('a bare figure answers the question that was asked', () => {
    const plan = planTurn(at('food', { reading: { ...silent, overall: 3 }, text: null }));
    expect(plan.values).toMatchObject({ rating: 5, food: 3 });
    expect(plan.stage).toBe('service');
  });

  test('a figure for the whole corrects the rating and leaves the question open', () => {
    const turn = at('food', { reading: { ...silent, overall: 4 }, text: 'sorry, overall 4' });
    const plan = planTurn(turn);
    expect(plan.values).toMatchObject({ rating: 4, food: null });
    expect(plan).toMatchObject({ stage: 'food', say: 'nothing' });
  });

  test('the first rating is never taken for an aspect', () => {
    const reading = { ...silent, overall: 4 as const };
    expect(answersOf({ reading, prompt: 'food', before: null, text: null })).toBe(reading);
  });

  test('a low aspect opens recovery', () => {
    const aspects = { ...silent.aspects, service: 2 as const };
    expect(planTurn(at('service', { reading: { ...silent, aspects } }))).toMatchObject({
      recoveryReason: 'low_aspect',
      say: 'recovery',
    });
  });

  test('"no" to recommending opens recovery', () => {
    const plan = planTurn(at('recommend', { reading: { ...silent, wouldRecommend: false } }));
    expect(plan.recoveryReason).toBe('not_recommended');
  });

  test('skipping goes on, ending thanks', () => {
    const control = { skip: true, finish: false, opinions: [] };
    expect(planTurn(at('food', { control })).stage).toBe('service');
    const end = planTurn(at('food', { control: { skip: false, finish: true, opinions: [] } }));
    expect(end).toMatchObject({ state: 'answered', stage: 'done', say: 'thank_you' });
  });

  test('a menu of one dish is not asked about', () => {
    const plan = planTurn(at('recommend', { dishes: 1, reading: { ...silent, wouldRecommend: true } }));
    expect(plan.stage).toBe('comment');
  });

  test('the last comment ends with thanks', () => {
    const plan = planTurn(at('comment', { text: 'See you at Christmas' }));
    expect(plan).toMatchObject({ state: 'answered', say: 'thank_you' });
    expect(plan.values.comments).toBe('See you at Christmas');
  });

  test('an unhappy customer who explains is noted and not thanked', () => {
    const before = { ...noValues, rating: 2, sentiment: -1 };
    const plan = planTurn(
      at('comment', {
        before,
        hasOpenCase: true,
        text: 'It came two hours late',
        reading: { ...silent, sentiment: -1, needsHuman: true },
      }),
    );
    expect(plan).toMatchObject({ state: 'answered', say: 'noted', recoveryReason: 'needs_human' });
  });
});

describe('after the end', () => {
  const ended = (turn: Partial<Turn>) =>
    at('done', { request: { state: 'answered', stage: 'done' }, ...turn });

  test('a changed mind replaces the rating without starting over', () => {
    const plan = planTurn(ended({ reading: { ...silent, overall: 4 } }));
    expect(plan).toMatchObject({ about: true, state: 'answered', say: 'nothing' });
    expect(plan.values.rating).toBe(4);
  });

  test('a lower rating still opens recovery', () => {
    expect(planTurn(ended({ reading: { ...silent, overall: 1 } }))).toMatchObject({
      recoveryReason: 'low_rating',
      say: 'recovery',
      state: 'answered',
    });
  });

  test('"thanks!" changes nothing', () => {
    expect(planTurn(ended({ reading: { ...silent, sentiment: 1 }, text: 'Thank you very much' })).about).toBe(
      false,
    );
  });
});

describe('opting out', () => {
  const stop = { ...silent, optOut: true };

  test('says nothing and closes the request', () => {
    expect(planTurn({ ...asked, reading: stop })).toMatchObject({
      about: false,
      state: 'suppressed',
      say: 'nothing',
    });
  });

  test('keeps the rating of the same message, and its case', () => {
    const plan = planTurn({ ...asked, reading: { ...stop, overall: 1, needsHuman: true } });
    expect(plan).toMatchObject({
      about: true,
      state: 'answered',
      recoveryReason: 'low_rating',
      say: 'nothing',
    });
    expect(plan.values.rating).toBe(1);
  });
});

const score = fc.option(fc.constantFrom(1, 2, 3, 4, 5), { nil: null });
const readings = fc.record({
  overall: score,
  aspects: fc.record({ food: score, service: score, presentation: score, timeliness: score }),
  wouldRecommend: fc.option(fc.boolean(), { nil: null }),
  optOut: fc.boolean(),
  optIn: fc.constant(false),
  needsHuman: fc.boolean(),
  sentiment: fc.constantFrom(-1, 0, 1),
  language: fc.constantFrom('en', 'fr', 'und'),
  safety: fc.boolean(),
  reasons: fc.constant([]),
  sure: fc.constant(true),
  doubts: fc.constant([]),
  spoken: fc.boolean(),
  unheard: fc.boolean(),
  complaint: fc.constantFrom('none', 'perhaps', 'plain'),
}) as fc.Arbitrary<Reading>;
const turns = fc.record({
  request: fc.record({
    state: fc.constantFrom('asked', 'reminded', 'answering', 'answered', 'expired'),
    stage: fc.constantFrom(...questionStages),
  }),
  prompt: fc.constantFrom(...questionStages),
  before: fc.option(fc.constant(rated), { nil: null }),
  reading: readings,
  control: fc.record({ skip: fc.boolean(), finish: fc.boolean(), opinions: fc.constant<DishOpinion[]>([]) }),
  text: fc.option(fc.string(), { nil: null }),
  dishes: fc.nat(5),
  notLiked: fc.nat(5),
  recoveryBelow: fc.integer({ min: 2, max: 5 }),
  hasOpenCase: fc.boolean(),
  clarified: fc.boolean(),
}) as fc.Arbitrary<Turn>;

describe('whatever is answered', () => {
  test('no figure appears that nobody gave', () => {
    fc.assert(
      fc.property(turns, (turn) => {
        const { values } = planTurn(turn);
        const given = [turn.reading.overall, ...Object.values(turn.reading.aspects)];
        const before = turn.before ?? noValues;
        for (const name of ['rating', 'food', 'service', 'presentation', 'timeliness'] as const) {
          const value = values[name];
          expect(value === before[name] || given.includes(value as never)).toBe(true);
        }
      }),
    );
  });

  test('the questions never go back', () => {
    fc.assert(
      fc.property(turns, (turn) => {
        const { stage } = planTurn(turn);
        expect(questionStages.indexOf(stage)).toBeGreaterThanOrEqual(
          Math.min(questionStages.indexOf(turn.request.stage), questionStages.indexOf('comment')),
        );
      }),
    );
  });

  test('a rating of 1 or 2 is always a matter for recovery, and never thanked', () => {
    fc.assert(
      fc.property(turns, fc.constantFrom(1, 2), (turn, overall) => {
        const bare = { ...turn.reading, overall: overall as 1 | 2, safety: false };
        const plan = planTurn({ ...turn, before: null, reading: bare });
        expect(plan.recoveryReason).toBe('low_rating');
        expect(plan.say).not.toBe('thank_you');
      }),
    );
  });

  test('nothing is said to someone who opted out', () => {
    fc.assert(
      fc.property(turns, (turn) => {
        expect(planTurn({ ...turn, reading: { ...turn.reading, optOut: true } }).say).toBe('nothing');
      }),
    );
  });
});
