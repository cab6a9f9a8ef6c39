import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { forgetAllDrafts, forgetDraft, hasDoubt, keepDraft, readDraft } from './drafts';

let stored: Record<string, string>;

/** A tab's storage: its keys are its own properties, as in browsers. */
function openTab() {
  stored = {};
  const methods = {
    getItem: (key: string) => stored[key] ?? null,
    setItem: (key: string, value: string) => {
      stored[key] = value;
    },
    removeItem: (key: string) => {
      delete stored[key];
    },
  };
  const keys = {
    ownKeys: () => Object.keys(stored),
    getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
  };
  vi.stubGlobal('sessionStorage', new Proxy(methods, keys));
}

const enter = (person: string | undefined) =>
  vi.stubGlobal('document', { querySelector: () => (person ? { content: person } : null) });

beforeEach(openTab);
afterEach(() => vi.unstubAllGlobals());

test('a draft is found by the person who left it, and by nobody else', () => {
  enter('ama');
  keepDraft('booking-new', { values: { venue: 'Pier' } });
  expect(readDraft('booking-new')).toEqual({ values: { venue: 'Pier' } });
  enter('kofi');
  expect(readDraft('booking-new')).toBeUndefined();
  enter('ama');
  forgetDraft('booking-new');
  expect(readDraft('booking-new')).toBeUndefined();
});

test('what was sent without an answer is in doubt for the one who sent it', () => {
  enter('ama');
  expect(hasDoubt()).toBe(false);
  keepDraft('pay-1', { values: {}, sent: true });
  keepDraft('booking-new', { values: {} });
  expect(hasDoubt()).toBe(true);
  enter('kofi');
  expect(hasDoubt()).toBe(false);
  enter('ama');
  forgetDraft('pay-1');
  expect(hasDoubt()).toBe(false);
});

test('where nobody is signed in nothing is kept', () => {
  enter(undefined);
  keepDraft('booking-new', { values: {} });
  expect(stored).toEqual({});
});

test('signing out forgets every draft of the tab and nothing else', () => {
  enter('ama');
  keepDraft('one', 1);
  enter('kofi');
  keepDraft('two', 2);
  stored.theme = 'dark';
  forgetAllDrafts();
  expect(stored).toEqual({ theme: 'dark' });
});

test('a closed storage or a broken draft is no draft', () => {
  enter('ama');
  stored['draft:ama:one'] = '{';
  expect(readDraft('one')).toBeUndefined();
  vi.stubGlobal('sessionStorage', undefined);
  expect(() => keepDraft('one', 1)).not.toThrow();
  expect(readDraft('one')).toBeUndefined();
});
