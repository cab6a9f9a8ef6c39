import { expect, test } from 'vitest';
import { changeOf } from './say';

const writing = { currency: 'GHS', locale: 'en-GB' };
const moved = (before: number | null, value: number) =>
  changeOf({ label: 'Value', format: 'money', welcome: true, before, value }, writing);

test('what moved is said by percent, what there was none of before without any', () => {
  expect(moved(200_00, 250_00)).toMatchObject({ words: '25 % more than GHS 200.00', good: true });
  expect(moved(200_00, 150_00)).toMatchObject({ words: '25 % less than GHS 200.00', good: false });
  expect(moved(0, 150_00)).toEqual({ direction: 'up', words: 'none before', good: true });
  expect(moved(0, 0)).toMatchObject({ direction: 'same' });
  // Credit notes beyond the bills: no share of less than nothing.
  expect(moved(0, -50_00)).toMatchObject({ words: 'less than GHS 0.00', good: false });
  expect(moved(-50_00, 10_00)).toMatchObject({ direction: 'up', words: 'more than -GHS 50.00' });
  expect(moved(null, 10_00)).toBeUndefined();
});
