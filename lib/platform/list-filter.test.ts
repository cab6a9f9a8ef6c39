import { expect, test } from 'vitest';
import { flag, listFilter, oneOf, searchText } from './list-filter';

const list = listFilter('/things', {
  state: oneOf(['new', 'old']),
  q: searchText,
  unread: flag,
  days: {
    read: (text): number | null => (text === 'all' ? null : text === '30' ? 30 : 365),
    write: (days) => (days === 365 ? undefined : days === null ? 'all' : String(days)),
  },
});

test('an address gives what it can mean and nothing else', () => {
  expect(list.read({})).toEqual({ days: 365 });
  expect(list.read({ state: 'gone', unread: 'yes', days: '31', saved: 'x', other: '1' })).toEqual({
    days: 365,
  });
  // A name that is there twice means neither.
  expect(list.read({ state: ['new', 'old'], q: [' a '], unread: '1' })).toEqual({ days: 365, unread: true });
});

test('what is read is what was written, with every value', () => {
  const saved = '0199d1d4-6d3a-7c3b-9f5e-1a2b3c4d5e6f';
  const filter = { state: 'old', q: 'Ama & co', unread: true, days: null, saved } as const;
  const address = new URL(list.href(filter, { after: '5.x' }), 'http://list.test');
  expect(address.pathname).toBe('/things');
  expect(list.read(Object.fromEntries(address.searchParams))).toEqual({ ...filter, after: '5.x' });
});

test('another filter begins the list anew; what is usual stays out of the address', () => {
  const filter = list.read({ state: 'new', after: '5.x', days: '30' });
  expect(list.href(filter, { days: 365 })).toBe('/things?state=new');
  expect(list.href(filter, { state: undefined }, '/api/v1/things/export')).toBe(
    '/api/v1/things/export?days=30',
  );
  expect(list.href(list.read({ after: '5.x' }))).toBe('/things');
});

test('a long search is not cut on the way', () => {
  const q = 'a'.repeat(400);
  expect(list.read({ q }).q).toHaveLength(400);
});

test('a saved view keeps filter, order and columns, and neither place nor view', () => {
  const saved = '0199d1d4-6d3a-7c3b-9f5e-1a2b3c4d5e6f';
  const at = list.at(list.read({ state: 'new', columns: 'name,total', after: '5.x', saved }));
  expect(at).toMatchObject({ query: 'state=new&columns=name%2Ctotal', saved, begun: false });
  expect(at.open(at.query, saved)).toBe(`/things?${at.query}&saved=${saved}`);
  expect(at.open('', saved)).toBe(`/things?saved=${saved}`);
  expect(at.withColumns(undefined)).toBe(`/things?state=new&saved=${saved}`);
  expect(at.withColumns(['name'])).toBe(`/things?state=new&saved=${saved}&columns=name`);
  expect(list.at(list.read({})).query).toBe('');
});

test('what a view asks for that nobody knows any more is noticed', () => {
  const { understands } = list.at(list.read({}));
  for (const query of ['', 'state=new&q=Ama+%26+co', 'days=all&columns=name', 'unread=1'])
    expect(understands(query)).toBe(true);
  for (const query of ['state=gone', 'colour=red', 'days=31', 'unread=yes', 'columns=a,b,%3C'])
    expect(understands(query)).toBe(false);
});

test('says whether it narrows the list: neither its place nor the view does', () => {
  expect(list.narrows(list.read({ after: '5.x' }))).toBe(false);
  expect(list.narrows(list.read({ q: 'Ama' }))).toBe(true);
  expect(list.narrows(list.read({ days: '30' }))).toBe(true);
  expect(list.narrows(list.read({ days: '30' }), ['days'])).toBe(false);
});
