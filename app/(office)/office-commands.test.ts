import { expect, test } from 'vitest';
import { roles } from '@/db/enums';
import { officeCommands } from './office-commands';
import { officeItems } from './office-items';

const namesOf = (role: (typeof roles)[number]) => {
  const { deeds, places } = officeCommands(role);
  return [...officeItems(role), ...places, ...deeds].map(({ label }) => label);
};

test.each(roles)('no two lines of a %s have one name', (role) => {
  expect(namesOf(role).length).toBe(new Set(namesOf(role)).size);
});

test('each role is offered what it may: a driver the run sheet alone, staff no import, a client nothing', () => {
  expect(namesOf('manager')).toEqual(
    expect.arrayContaining(['Import bookings', 'New dish', 'Diets tomorrow']),
  );
  expect(namesOf('staff')).toContain('New dish');
  expect(namesOf('staff').filter((name) => /^Import|Ledger/.test(name))).toEqual([]);
  expect(namesOf('driver').filter((name) => /booking|Diets|Report/i.test(name))).toEqual([]);
  expect(namesOf('client')).toEqual([]);
});
