import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitting, piecesOf, typingAt, withMention } from './mention-rules';
import { mayEdit, mayRemove, whoIsNamed } from './rules';

test.each([
  ['Ask @Ko', 'Ko'],
  ['@', ''],
  ['(@Ama Men', 'Ama Men'],
  ['two\n@Es', 'Es'],
])('%j is a mention being typed: %j', (text, typed) => {
  expect(typingAt(text, text.length)).toMatchObject({ typed });
});

test.each(['ama@example.test', 'no mention', 'ended @Ko\nfi', `@${'x'.repeat(41)}`])('%j is none', (text) => {
  expect(typingAt(text, text.length)).toBeUndefined();
});

const people = [{ name: 'Kofi Asante' }, { name: 'Ama Mensah' }, { name: 'Éric Adjei' }];

test('a name is found by any of its parts, without accents', () => {
  expect(fitting(people, 'as')).toEqual([people[0]]);
  expect(fitting(people, 'eric')).toEqual([people[2]]);
  expect(fitting(people, '')).toEqual(people);
  expect(fitting(people, 'ama mensah')).toEqual([people[1]]);
  expect(fitting(people, 'x')).toEqual([]);
});

test('the chosen name takes the place of what was typed', () => {
  const typing = typingAt('Ask @Ko about it', 7);
  expect(typing && withMention('Ask @Ko about it', typing, 'Kofi Asante')).toEqual({
    text: 'Ask @Kofi Asante about it',
    caret: 16,
  });
});

test('the pieces of a text are the text, and the longer of two names is named', () => {
  expect(piecesOf('@Ama Mensah and @Ama', ['Ama', 'Ama Mensah'])).toEqual([
    { text: '@Ama Mensah', mention: true },
    { text: ' and ', mention: false },
    { text: '@Ama', mention: true },
  ]);
  fc.assert(
    fc.property(fc.string(), fc.array(fc.string({ maxLength: 4 }), { maxLength: 4 }), (text, names) => {
      expect(
        piecesOf(text, names)
          .map((piece) => piece.text)
          .join(''),
      ).toBe(text);
    }),
  );
});

const at = new Date('2026-11-27T12:00:00Z');
const written = { createdBy: 'me', createdAt: at, removedAt: null };
const later = (minutes: number) => new Date(at.getTime() + minutes * 60_000);

test('one changes one’s own for a quarter of an hour; a manager removes any', () => {
  expect(mayEdit(written, { userId: 'me' }, later(14.9)).ok).toBe(true);
  expect(mayEdit(written, { userId: 'me' }, later(15))).toMatchObject({ code: 'conflict' });
  expect(mayEdit(written, { userId: 'you' }, at)).toMatchObject({ code: 'forbidden' });
  expect(mayEdit({ ...written, removedAt: at }, { userId: 'me' }, at)).toMatchObject({ code: 'conflict' });
  expect(mayRemove(written, { userId: 'you', mayRemoveAny: true }).ok).toBe(true);
  expect(mayRemove(written, { userId: 'me', mayRemoveAny: false }).ok).toBe(true);
  expect(mayRemove(written, { userId: 'you', mayRemoveAny: false })).toMatchObject({ code: 'forbidden' });
});

const kofi = { id: 'k', name: 'Kofi', mayOpen: true };
const blind = { id: 'b', name: 'Yaw', mayOpen: false };

test('who may not open the record is said, who was taken out of the text isn’t told, a stranger is refused', () => {
  expect(whoIsNamed('Ask @Kofi', ['k'], [kofi, blind])).toEqual({ ok: true, named: [kofi] });
  expect(whoIsNamed('Ask somebody', ['k', 'b'], [kofi, blind])).toEqual({ ok: true, named: [] });
  expect(whoIsNamed('Ask @Yaw', ['b'], [kofi, blind])).toMatchObject({
    ok: false,
    reason: expect.stringContaining('Yaw may not open this record'),
  });
  expect(whoIsNamed('Ask @Ama', ['a'], [kofi])).toMatchObject({ ok: false, code: 'invalid' });
});
