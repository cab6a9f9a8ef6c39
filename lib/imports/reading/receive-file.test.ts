import { expect, test } from 'vitest';
import { receiveFile } from './receive-file';

const sent = (name: string) =>
  receiveFile(
    new Request('http://cater.test/api/v1/settings/imports?kind=customers', {
      method: 'POST',
      headers: { 'sec-fetch-site': 'same-origin', 'x-file-name': encodeURIComponent(name) },
      body: 'Name\nAma',
    }),
  );

test('a file keeps of its name what can be kept: nothing invisible, no half of a character', async () => {
  expect(await sent('guests 🎉.csv')).toMatchObject({ name: 'guests 🎉.csv' });
  expect(await sent('gu\u0000ests\n.csv')).toMatchObject({ name: 'guests .csv' });
  // Cut in the middle of the emoji.
  expect(await sent(`🎉${'a'.repeat(199)}`)).toMatchObject({ name: 'a'.repeat(199) });
});
