import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { questionStages } from '@/db/enums';
import { questionOf, tongueOf, wordsOf } from './questions';

const stages = questionStages.filter((stage) => stage !== 'done');
const dishes = (count: number) =>
  Array.from({ length: count }, (_, at) => ({
    id: `line-${at}`,
    lineId: `line-${at}`,
    itemId: `item-${at}`,
    name: `A dish with a rather long name ${at}`,
    liked: at % 3 === 0 ? true : null,
  }));

describe('questions fit into WhatsApp', () => {
  test.each(['en', 'fr', 'tw'] as const)(
    'in %s: at most 10 rows, titles of 24, ids that differ',
    (tongue) => {
      fc.assert(
        fc.property(fc.constantFrom(...stages), fc.nat(30), (stage, count) => {
          const { body, buttons = [] } = questionOf(stage, { event: 'X', dishes: dishes(count), tongue });
          expect(body.length).toBeGreaterThan(10);
          expect(buttons.length).toBeLessThanOrEqual(10);
          for (const { title } of buttons) expect(title.length).toBeLessThanOrEqual(24);
          expect(new Set(buttons.map((button) => button.id)).size).toBe(buttons.length);
        }),
      );
    },
  );

  test('names the event where it asks for the whole', () => {
    expect(questionOf('rating', { event: 'Mensah wedding', dishes: [], tongue: 'en' }).body).toContain(
      'Mensah wedding',
    );
  });
});

test('a dish that was liked isn’t offered as one that wasn’t', () => {
  const { buttons = [] } = questionOf('dislikes', { event: 'X', dishes: dishes(4), tongue: 'en' });
  expect(buttons.map(({ id }) => id)).toEqual(['dislike:line-1', 'dislike:line-2', 'skip', 'finish']);
});

test('French and Twi are for those who write or read them, English for all others', () => {
  expect(tongueOf('fr', 'en')).toBe('fr');
  expect(tongueOf(null, 'fr')).toBe('fr');
  expect(tongueOf('pcm', 'fr')).toBe('en');
  expect(tongueOf('he', 'tw')).toBe('tw');
  expect(tongueOf('tw', 'en')).toBe('tw');
  expect(tongueOf('he', null)).toBe('en');
});

describe('thanks and apologies', () => {
  const names = { customer: 'Ama', event: 'Mensah wedding', company: 'Akwaaba' };
  const voucher = { code: 'ABCD2345', percent: '10 %', until: '1 May 2027' };

  test.each(['en', 'fr', 'tw'] as const)(
    'in %s name customer and event, and a discount only where there is one',
    (tongue) => {
      const rewarded = wordsOf(tongue).thanks({ ...names, voucher });
      for (const part of ['Ama', 'Mensah wedding', 'Akwaaba', 'ABCD2345', '10 %', '1 May 2027'])
        expect(rewarded).toContain(part);
      expect(wordsOf(tongue).thanks({ ...names, voucher: null })).not.toMatch(/code|nɔma|%/);
    },
  );

  test.each(['en', 'fr', 'tw'] as const)('in %s ask what went wrong only when we weren’t told', (tongue) => {
    const facts = { customer: 'Ama', event: 'Mensah wedding', reference: 'RC00001', hours: 4 };
    const asking = wordsOf(tongue).recovery({ ...facts, told: false });
    const told = wordsOf(tongue).recovery({ ...facts, told: true });
    for (const text of [asking, told])
      expect(text).toMatch(/Ama.*Mensah wedding.*(4 h|nnɔnhwere 4).*RC00001/);
    expect(asking.length).toBeGreaterThan(told.length);
  });
});
