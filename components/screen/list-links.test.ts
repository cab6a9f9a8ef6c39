import { expect, test } from 'vitest';
import { meantNow } from './list-links';

test('where the rows are those of the address, a link leads where it says', () => {
  expect(meantNow({ asked: '?status=quoted', shownFor: '/list', now: '' })).toBe('?status=quoted');
  expect(meantNow({ asked: '', shownFor: '/list?status=quoted', now: '?status=quoted' })).toBe('');
  expect(meantNow({ asked: '?q=a&order=total', shownFor: '/list?q=a', now: '?q=a&after=5.x' })).toBe(
    '?q=a&order=total',
  );
});

test('a second filter that is tapped before the rows of the first are there keeps the first', () => {
  expect(meantNow({ asked: '?unpaid=1', shownFor: '/list', now: '?when=last-month' })).toBe(
    '?when=last-month&unpaid=1',
  );
  expect(meantNow({ asked: '?q=a&order=soonest', shownFor: '/list?q=a', now: '?q=a&status=enquiry' })).toBe(
    '?q=a&status=enquiry&order=soonest',
  );
  // One that takes something away takes that alone.
  expect(meantNow({ asked: '?q=a', shownFor: '/list?q=a&unpaid=1', now: '?q=a&unpaid=1&big=1' })).toBe(
    '?q=a&big=1',
  );
});
