import { expect, test } from 'vitest';
import { suggestEnd } from './suggest-end';

test('an event takes four hours until somebody says otherwise, or as long as the one that it is like', () => {
  const start = { startsAt: '2027-12-12T22:00', endsAt: '' };
  expect(suggestEnd(start, {})).toBe('2027-12-13T02:00');
  expect(suggestEnd(start, { was: { start: '2026-01-01T10:00', end: '2026-01-01T11:30' } })).toBe(
    '2027-12-12T23:30',
  );
});

test('the end goes along while the start is typed figure by figure, and a typed end stays', () => {
  let end = '';
  for (const startsAt of [
    '0002-12-12T10:00',
    '0202-12-12T10:00',
    '2027-12-12T10:00',
    '2027-12-12T10:03',
    '2027-12-12T10:30',
  ])
    end = suggestEnd({ startsAt, endsAt: end }, { suggested: end });
  expect(end).toBe('2027-12-12T14:30');
  expect(suggestEnd({ startsAt: '2027-12-13T10:30', endsAt: '2027-12-12T12:00' }, { suggested: end })).toBe(
    '2027-12-12T12:00',
  );
});

test('without a start, or with half of one, the end stays as it is', () => {
  for (const startsAt of ['', '2027-12-12', '12027-12-12T10:00'])
    expect(suggestEnd({ startsAt, endsAt: '' }, {})).toBe('');
});
