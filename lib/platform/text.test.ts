import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canBeKept, cleanLine, cleanText, lengthOf, optionalText, requiredText, textOf } from './text';

const name = requiredText({ missing: 'Enter the name.', most: 10 });
const note = optionalText({ most: 20, lines: true });
const messageOf = (schema: typeof name | typeof note, value: unknown) =>
  schema.safeParse(value).error?.issues[0]?.message;

/** Anything a JavaScript string can hold: halves of characters, NUL and all. */
const anything = fc.string({
  unit: fc.oneof(
    fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
    fc.constantFrom('\u0000', '\ud83d', '\ude00', '\u200b', '\u202e', '\ufeff', 'é', 'e\u0301', '😀', ' '),
  ),
  maxLength: 40,
});

describe('text', () => {
  test('never holds what PostgreSQL refuses or nobody sees, and cleaning twice changes nothing', () => {
    fc.assert(
      fc.property(anything, (typed) => {
        for (const clean of [cleanText(typed), cleanLine(typed)]) {
          expect(clean).not.toContain('\u0000');
          expect(() => encodeURIComponent(clean)).not.toThrow();
          expect(clean).toBe(clean.trim());
          expect(cleanText(clean)).toBe(clean);
        }
        expect(cleanLine(typed)).not.toMatch(/[\n\r\t]/);
      }),
      { numRuns: 2000 },
    );
  });

  test('what a schema lets through is clean and within its length', () => {
    fc.assert(
      fc.property(anything, (typed) => {
        const parsed = name.safeParse(typed);
        if (!parsed.success) return;
        expect(lengthOf(parsed.data)).toBeGreaterThan(0);
        expect(lengthOf(parsed.data)).toBeLessThanOrEqual(10);
        expect(parsed.data).not.toContain('\u0000');
      }),
    );
  });

  test.each(['', '   ', '\u200b', '\u200b\u200d\ufeff', '\u0000', '\u3164', '\u2800', '\ud83d'])(
    '%j is nothing',
    (typed) => {
      expect(messageOf(name, typed)).toBe('Enter the name.');
      expect(note.parse(typed)).toBeNull();
    },
  );

  test('turns nothing round that stands beside it, and keeps scripts that go the other way', () => {
    expect(cleanText('\u202ecod.exe')).toBe('cod.exe');
    expect(cleanLine('a\u2066b\u2069')).toBe('ab');
    expect(messageOf(name, '\u202e\u202c')).toBe('Enter the name.');
    for (const text of ['مرحبا', 'שלום 5', '\u200fא\u200e']) expect(cleanText(text)).toBe(text);
  });

  test('joined letters and emoji keep their joiners', () => {
    for (const text of ['👩‍🍳', 'می‌خواهم', 'क्‍ष']) expect(cleanText(text)).toBe(text);
  });

  test('what is too long is told, with how long it is, and not cut', () => {
    expect(messageOf(name, 'Kwabena Mensah')).toBe('Keep this to 10 characters. It has 14 now.');
    expect(name.parse('😀'.repeat(10))).toBe('😀'.repeat(10));
  });

  test('lines stay lines where there may be several', () => {
    expect(note.parse('one\r\ntwo\u2028three')).toBe('one\ntwo\nthree');
    expect(name.parse('Ama\tK\nB')).toBe('Ama K B');
  });

  test('what an address gives twice, or not, is no search', () => {
    expect(textOf(['a', 'b'])).toBeUndefined();
    expect(textOf(undefined)).toBeUndefined();
    expect(textOf(' \u0000ama\u0000 ')).toBe('ama');
  });
});

test('what PostgreSQL can’t hold is found however deep it lies, in names too, and nowhere else', () => {
  const bare = (name: string, value: unknown) => Object.assign(Object.create(null), { [name]: value });
  for (const odd of ['a\u0000', '\ud83d', ['a', { b: ['\ude00'] }], { 'a\u0000': 1 }, bare('q', '\u0000')])
    expect(canBeKept(odd)).toBe(false);
  for (const fine of [
    '😀 é',
    '',
    null,
    undefined,
    5,
    new Date(),
    Buffer.from([0]),
    [{ a: ['b'] }],
    bare('q', 'a'),
  ])
    expect(canBeKept(fine)).toBe(true);
});
