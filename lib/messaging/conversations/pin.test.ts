import { expect, test } from 'vitest';
import { coordinates, geoHref, mapHref, readPin } from './pin';

test('a pin is a pin with its name, shown without any map of somebody else', () => {
  const pin = readPin({ Latitude: '5.603717', Longitude: '-0.186964', Label: 'Accra Mall', Address: '' });
  expect(pin).toEqual({ latitude: 5.603717, longitude: -0.186964, label: 'Accra Mall' });
  expect(pin && coordinates(pin)).toBe('5.60372, -0.18696');
  expect(pin && geoHref(pin)).toBe('geo:5.603717,-0.186964');
});

test.each([
  null,
  {},
  { Latitude: '5.6' },
  { Latitude: '', Longitude: '' },
  { Latitude: '91', Longitude: '0' },
  { Latitude: 'javascript:alert(1)', Longitude: '0' },
])('%j is no pin', (raw) => {
  expect(readPin(raw as Parameters<typeof readPin>[0])).toBeNull();
});

test('a pin opens on a map that is asked for nothing before', () => {
  expect(mapHref({ latitude: 5.6, longitude: -0.18, label: null })).toBe(
    'https://www.openstreetmap.org/?mlat=5.6&mlon=-0.18#map=17/5.6/-0.18',
  );
});
