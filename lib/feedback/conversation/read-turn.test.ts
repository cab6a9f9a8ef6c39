import { describe, expect, test } from 'vitest';
import { controlOf, parametersOf, promptOf, textOf } from './read-turn';

const body = (text: string) => [{ Body: text }];

describe('what steers a conversation', () => {
  test.each(['skip', 'Skip.', 'Passer', 'next'])('%s skips', (text) => {
    expect(controlOf(body(text), 'food')).toMatchObject({ skip: true, finish: false });
  });

  test.each(['That’s all', "that's all!", 'C’est tout', 'nothing else', 'Done'])('%s ends', (text) => {
    expect(controlOf(body(text), 'service')).toMatchObject({ finish: true });
  });

  test('a bare no ends the last question only', () => {
    expect(controlOf(body('No thanks'), 'comment').finish).toBe(true);
    expect(controlOf(body('No'), 'recommend').finish).toBe(false);
  });

  test('words inside a sentence steer nothing', () => {
    const control = controlOf(body('We had to skip the dessert and were done late'), 'comment');
    expect(control).toEqual({ skip: false, finish: false, opinions: [] });
  });

  test('taps count by their payload, whatever the title says', () => {
    expect(controlOf([{ ButtonPayload: 'finish', Body: 'Skip' }], 'food')).toMatchObject({
      skip: false,
      finish: true,
    });
    const tapped = [
      { ListId: 'dish:abc', Body: 'Jollof' },
      { ListId: 'dislike:def', Body: 'Banku' },
    ];
    expect(controlOf(tapped, 'dishes').opinions).toEqual([
      { dish: 'abc', liked: true },
      { dish: 'def', liked: false },
    ]);
  });

  test('“no” and “none” mean that no dish was disliked, and end nothing', () => {
    for (const body of ['No', 'none of them', 'Aucun', 'nothing', 'Daabi']) {
      const control = controlOf([{ Body: body }], 'dislikes');
      expect(control).toMatchObject({ skip: true, finish: false });
      expect(textOf([{ Body: body }], 'dislikes')).toBeNull();
    }
  });
});

describe('words worth keeping', () => {
  test.each(['5', '4/5', '👍', 'Yes', 'skip', 'No thanks'])('%s is no comment', (text) => {
    expect(textOf(body(text), 'food')).toBeNull();
  });

  test('several messages are kept in their order', () => {
    expect(textOf([...body('The rice was cold'), ...body('And the staff came late')], 'rating')).toBe(
      'The rice was cold\nAnd the staff came late',
    );
  });

  test('a short word answers where words were asked for', () => {
    expect(textOf(body('Lovely'), 'comment')).toBe('Lovely');
    expect(textOf([{ ButtonPayload: 'rate:5', Body: '5 – Excellent' }], 'comment')).toBeNull();
  });

  test('what looks like code stays what was written', () => {
    const hostile = '<script>alert(1)</script> =1+1 the food was fine';
    expect(textOf(body(hostile), 'comment')).toBe(hostile);
  });
});

test('a logged message is read as the provider sent it', () => {
  const parameters = parametersOf({
    body: 'stored',
    buttonPayload: 'rate:5',
    buttonText: 'Excellent',
    raw: { Body: ['first', 'second'], NumMedia: '0' },
  });
  expect(parameters).toMatchObject({ Body: 'first', ButtonPayload: 'rate:5', NumMedia: '0' });
});

test('aspect questions let four bare figures fill the aspects', () => {
  expect(promptOf('food')).toBe('aspects');
  expect(promptOf('recommend')).toBe('recommend');
});
