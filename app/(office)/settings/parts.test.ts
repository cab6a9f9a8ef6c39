import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { roles } from '@/db/enums';
import { officeItems } from '../office-items';
import { settingsOf } from './parts';
import { whatSettingsSay } from './what';

const partsOf = (role: 'manager' | 'staff' | 'client') => settingsOf(role).flatMap(({ parts }) => parts);

test('each page right below the settings is a part of one group, and each part has its page and says what it is about', () => {
  const pages = readdirSync('app/(office)/settings', { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => `/settings/${name}`);
  const parts = partsOf('manager').map(({ href }) => href);
  expect(parts.sort()).toEqual(pages.sort());
  expect(Object.keys(whatSettingsSay).sort()).toEqual(pages);
});

test('who may change nothing has no settings', () => {
  expect(settingsOf('staff')).toEqual([]);
  expect(settingsOf('client')).toEqual([]);
});

test.each(roles)(
  'the rail leads %s to the settings where there is a part for them, and only there',
  (role) => {
    const leads = officeItems(role).some(({ href }) => href === '/settings');
    expect(leads).toBe(settingsOf(role).length > 0);
  },
);
