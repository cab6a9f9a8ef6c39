import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { questionStages } from '@/db/enums';
import { questionOf, recoveryText, thanksText, tongueOf } from './questions';

const stages = questionStages.filter((stage) => stage !== 'done');
const dishes = (count: number) =>
  Array.from({ length: count }, (_, at) => ({
    lineId: `line-${at}`,
    name: `A dish with a rather long name ${at}`,
  }));

describe('questions fit into WhatsApp', () => {
  test.each(['en', 'fr'] as const)('in %s: at most 10 rows, titles of 24, ids that differ', (tongue) => {
    fc.assert(
      fc.property(fc.constantFrom(...stages), fc.nat(30), (stage, count) => {
        const { body, buttons = [] } = questionOf(stage, { event: 'X', dishes: dishes(count), tongue });
        expect(body.length).toBeGreaterThan(10);
        expect(buttons.length).toBeLessThanOrEqual(10);
        for (const { title } of buttons) expect(title.length).toBeLessThanOrEqual(24);
        expect(new Set(buttons.map((button) => button.id)).size).toBe(buttons.length);
      }),
    );
  });

  test('names the event where it asks for the whole', () => {
    expect(questionOf('rating', { event: 'Mensah wedding', dishes: [], tongue: 'en' }).body).toContain(
      'Mensah wedding',
    );
  });
});

test('French is for those who wrote or read French, English for all others', () => {
  expect(tongueOf('fr', 'en')).toBe('fr');
  expect(tongueOf(null, 'fr')).toBe('fr');
  expect(tongueOf('pcm', 'fr')).toBe('en');
  expect(tongueOf('he', 'tw')).toBe('en');
});

describe('thanks and apologies', () => {
  const names = { customer: 'Ama', event: 'Mensah wedding', company: 'Akwaaba' };
  const voucher = { code: 'ABCD2345', percent: '10 %', until: '1 May 2027' };

  test.each(['en', 'fr'] as const)(
    'in %s name customer and event, and a discount only where there is one',
    (tongue) => {
      const rewarded = thanksText({ ...names, voucher }, tongue);
      for (const part of ['Ama', 'Mensah wedding', 'Akwaaba', 'ABCD2345', '10 %', '1 May 2027'])
        expect(rewarded).toContain(part);
      expect(thanksText({ ...names, voucher: null }, tongue)).not.toMatch(/code|%/);
    },
  );

  test.each(['en', 'fr'] as const)('in %s ask what went wrong only when we weren’t told', (tongue) => {
    const facts = { customer: 'Ama', event: 'Mensah wedding', reference: 'RC00001', hours: 4 };
    const asking = recoveryText({ ...facts, told: false }, tongue);
    const told = recoveryText({ ...facts, told: true }, tongue);
    for (const text of [asking, told]) expect(text).toMatch(/Ama.*Mensah wedding.*4 h.*RC00001/);
    expect(asking.length).toBeGreaterThan(told.length);
  });
});
