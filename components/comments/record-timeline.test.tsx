import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test, vi } from 'vitest';
import type { Comment, Talk } from '@/lib/comments/queries';
import { RecordStory } from './record-timeline';

vi.mock('@/lib/comments/actions', () => ({
  addComment: vi.fn(),
  editComment: vi.fn(),
  removeComment: vi.fn(),
  seeMentions: vi.fn(),
}));

const now = new Date('2026-11-27T12:00:00Z');
const place = { timeZone: 'Africa/Accra', locale: 'en-GB' };
const comment = (change: Partial<Comment>): Comment => ({
  ...{ id: 'c1', body: 'Bring ice', by: 'Kofi', at: new Date('2026-11-27T11:00:00Z'), edited: false },
  ...{ removedBy: null, mentions: [], files: [], mayEdit: false, mayRemove: false },
  ...change,
});
const draw = (comments: Comment[]) => {
  const talk: Talk = {
    ...{ on: { kind: 'booking', id: 'b1' }, waits: false, comments },
    colleagues: [{ id: 'a', name: 'Ama', mayOpen: true }],
  };
  const history = [
    {
      ...{ id: 'h1', at: new Date('2026-11-27T11:30:00Z'), actor: 'Ama', title: 'changed it' },
      details: ['Guests: 80 → 90'],
    },
  ];
  return renderToStaticMarkup(<RecordStory record={{ talk, history }} place={place} now={now} />);
};

test('what was said and what happened stand in one order, the newest first', () => {
  const html = draw([
    comment({ id: 'new', body: 'Newest', at: new Date('2026-11-27T11:45:00Z') }),
    comment({ id: 'old', body: 'Oldest' }),
  ]);
  const places = ['Newest', 'Guests: 80 → 90', 'Oldest'].map((text) => html.indexOf(text));
  expect(places).toEqual(places.toSorted((one, other) => one - other));
  expect(Math.min(...places)).toBeGreaterThan(0);
});

test('what somebody wrote is text, with names marked and files to be saved', () => {
  const html = draw([
    comment({
      ...{ body: '<script>alert(1)</script> @Ama', mentions: [{ id: 'a', name: 'Ama' }], edited: true },
      files: [{ id: 'f1', name: '"><img>.pdf', kind: 'pdf', size: 9 }],
    }),
  ]);
  expect(html).not.toContain('<script>');
  expect(html).not.toContain('<img');
  expect(html).toMatch(/<strong[^>]*>@Ama<\/strong>/);
  expect(html).toContain('href="/api/v1/comments/files/f1"');
  expect(html).toContain('(edited)');
});

test('what was removed says who did it, and nothing else of it is left', () => {
  const html = draw([
    comment({ body: '', removedBy: 'Ama', files: [], mayEdit: false, mayRemove: false }),
    comment({ id: 'own', body: '', removedBy: 'Kofi' }),
  ]);
  expect(html).toContain('Removed by Ama');
  expect(html).toMatch(/>Removed</);
  expect(html).not.toContain('Edit');
});

test('who may change or remove one has the buttons for it', () => {
  expect(draw([comment({ mayEdit: true, mayRemove: true })])).toMatch(/Edit[\s\S]*Remove/);
  expect(draw([comment({})])).not.toMatch(/>Edit</);
});
