import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { settingsOf } from './parts';

const partsOf = (role: 'manager' | 'staff' | 'client') => settingsOf(role).flatMap(({ parts }) => parts);

test('each page right below the settings is a part of one group, and each part has its page', () => {
  const pages = readdirSync('app/(office)/settings', { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => `/settings/${name}`);
  expect(
    partsOf('manager')
      .map(({ href }) => href)
      .sort(),
  ).toEqual(pages.sort());
});

test('who may change nothing has no settings', () => {
  expect(settingsOf('staff')).toEqual([]);
  expect(settingsOf('client')).toEqual([]);
});
