import { expect, test } from 'vitest';
import { summarise } from './summary';

const silent = { body: '', tapped: null, media: 0, pin: null };
const pin = { Latitude: '5.603717', Longitude: '-0.186964', Label: 'Accra Mall', Address: 'Spintex Road' };

test('a pin is a location with its name and address, or its coordinates where it has neither', () => {
  expect(summarise({ ...silent, pin })).toEqual({
    text: 'Location: Accra Mall, Spintex Road',
    pin: { latitude: 5.603717, longitude: -0.186964, label: 'Accra Mall, Spintex Road' },
  });
  const { Latitude, Longitude } = pin;
  expect(summarise({ ...silent, pin: { Latitude, Longitude } }).text).toBe('Location: 5.60372, -0.18696');
});

test.each([
  [{ body: 'Hello\n there ' }, 'Hello there'],
  [{ tapped: 'Yes, 40 guests' }, 'Yes, 40 guests'],
  [{ media: 1 }, 'Attachment'],
  [{ media: 3 }, '3 attachments'],
  [{}, '(no text)'],
])('%j reads %j', (said, text) => {
  expect(summarise({ ...silent, ...said }).text).toBe(text);
});

test('a long text ends with an ellipsis', () => {
  const { text } = summarise({ ...silent, body: 'jollof '.repeat(80) });
  expect(text).toMatch(/jollof…$|jo…$|jol…$|\S…$/);
  expect([...text].length).toBeLessThanOrEqual(160);
});
