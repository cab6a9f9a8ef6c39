import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Received, receive, send } from './sent';

const place = {
  currency: 'GHS',
  timeZone: 'Africa/Accra',
  locale: 'en-GB',
  role: 'manager',
  userId: 'u',
} as const;
const through = <Data>(data: Data): Received<Data> =>
  receive(send({ data, place, now: new Date('2026-11-26T12:00:00Z') }));

test('every instant arrives as one', () => {
  const at = fc.date({ noInvalidDate: true });
  fc.assert(
    fc.property(at, at, (startsAt, sentAt) => {
      const data = { startsAt, rows: [{ sentAt, at: null, name: 'x' }] };
      expect(through(data).data).toEqual(data);
    }),
  );
  expect(through({ startsAt: '2026-11-26T18:00:00+00:00' as unknown as Date }).data.startsAt).toEqual(
    new Date('2026-11-26T18:00:00Z'),
  );
});

test('what a form holds under such a name stays the text that was typed', () => {
  for (const startsAt of ['2026-12-24T14:00', '', '2026-12-24', 'soon', '24.12.2026 14:00'])
    expect(through({ initial: { startsAt } }).data.initial.startsAt).toBe(startsAt);
});

test('nothing else is touched, however deep it lies', () => {
  const key = fc.oneof(fc.string(), fc.constantFrom('at', 'now', 'sentAt', 'At', 'atlas'));
  const text = fc.oneof(fc.string(), fc.constant('2026-11-26T18:00:00.000Z'));
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small' },
      ...[text, fc.integer(), fc.boolean(), fc.constant(null)],
      fc.array(tie('tree')),
      fc.dictionary(key, tie('tree')),
    ),
  }));
  const instants = (name: string, value: unknown) =>
    typeof value === 'string' && /^(at|now|.*At)$/s.test(name) && value.startsWith('2026-11-26T')
      ? new Date(value)
      : value;
  fc.assert(
    fc.property(tree, (data) => {
      expect(through(data).data).toEqual(JSON.parse(JSON.stringify(data), instants));
    }),
  );
});
