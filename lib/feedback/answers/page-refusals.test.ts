import { describe, expect, test } from 'vitest';
import { pageRefusals, sayRefusal } from './page-refusals';
import { whyUnreadable } from './why-unreadable';

const posted = (fields: Record<string, string>) => new URLSearchParams(fields);

describe('an answer of the page that isn’t taken', () => {
  test('for its length says so, and doesn’t ask for one of the answers', () => {
    const long = 'é'.repeat(4001);
    expect(whyUnreadable(posted({ stage: 'comment', value: long }))).toBe(pageRefusals.long);
    // What nobody sees isn't counted.
    expect(whyUnreadable(posted({ stage: 'comment', value: ` ${long.slice(1)}\u0000 ` }))).toBe(
      pageRefusals.unreadable,
    );
    for (const other of [undefined, posted({}), posted({ stage: 'rating', value: long })])
      expect(whyUnreadable(other)).toBe(pageRefusals.unreadable);
  });

  test('is told in the language of the page', () => {
    for (const sentence of Object.values(pageRefusals)) {
      const said = (['en', 'fr', 'tw'] as const).map((tongue) => sayRefusal(sentence, tongue));
      expect(said[0]).toBe(sentence);
      expect(new Set(said).size).toBe(3);
    }
    expect(sayRefusal('Something else.', 'fr')).toBe('Something else.');
  });
});
