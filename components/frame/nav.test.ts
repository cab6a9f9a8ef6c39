import { expect, it } from 'vitest';
import { activeHref, type NavItem } from './nav';

const items: NavItem[] = [
  { label: 'Start', href: '/', icon: 'today' },
  { label: 'Bookings', href: '/bookings', icon: 'bookings' },
  { label: 'Enquiries', href: '/bookings/enquiries', icon: 'enquiries' },
];

it.each([
  ['/', '/'],
  ['/bookings', '/bookings'],
  ['/bookings/17', '/bookings'],
  ['/bookings/enquiries/3', '/bookings/enquiries'],
  ['/bookings-old', undefined],
  ['/customers', undefined],
])('at %s the marked screen is %s', (pathname, expected) => {
  expect(activeHref(items, pathname)).toBe(expected);
});
