import { expect, test } from 'vitest';
import { coordinates, geoHref, mapHref, placeOf } from './location';

test('a pin is a place with its name, shown without any map of somebody else', () => {
  const place = placeOf({ Latitude: '5.603717', Longitude: '-0.186964', Label: 'Accra Mall', Address: '' });
  expect(place).toEqual({ latitude: 5.603717, longitude: -0.186964, label: 'Accra Mall' });
  expect(place && coordinates(place)).toBe('5.60372, -0.18696');
  expect(place && geoHref(place)).toBe('geo:5.603717,-0.186964');
});

test.each([
  null,
  {},
  { Latitude: '5.6' },
  { Latitude: '', Longitude: '' },
  { Latitude: '91', Longitude: '0' },
  { Latitude: 'javascript:alert(1)', Longitude: '0' },
])('%j is no place', (raw) => {
  expect(placeOf(raw as Parameters<typeof placeOf>[0])).toBeNull();
});

test('a place opens on a map that is asked for nothing before', () => {
  expect(mapHref({ latitude: 5.6, longitude: -0.18, label: null })).toBe(
    'https://www.openstreetmap.org/?mlat=5.6&mlon=-0.18#map=17/5.6/-0.18',
  );
});
