import { expect, test } from 'vitest';
import { processorMs } from '@/db/testing/processor-ms';
import { mustBeGoodPassword } from './new-password';

const about = ['Ama Mensah', 'ama.mensah@akwaaba.example', 'Akwaaba Catering'];
const isRefused = (password: string) =>
  mustBeGoodPassword(password, { about }).then(
    () => false,
    (error: { detail?: { fields?: object } }) => Boolean(error.detail?.fields),
  );

test.each([
  ...['short', '1q2w3e4r5t6y', '123456789012', '2026-11-27-2026', 'aaaaaaaaaaaaa', 'qazwsxedcrfv'],
  ...['password1234', 'Password123!', 'iloveyou2026', '!!letmein!!2026', 'QWERTYUIOP12', '1234dragon1234'],
  ...['letmeinletmein', 'trustno1trustno1', 'adminadmin123', 'football1football', 'password12345password'],
  ...['abcdefghijkl', 'zyxwvutsrqpo', 'qwertyuiopqwerty', 'monkeydragon1', 'summer-football'],
  ...['akwaaba-2026!', 'AmaMensah1990', 'mensahakwaaba', 'cater-akwaaba-1', 'catering202620'],
])('“%s” is refused: it is among the first that are tried', async (password) => {
  expect(await isRefused(password)).toBe(true);
});

test.each([
  ...[
    'plenty of new yams',
    'correcthorsebatterystaple',
    'w7#kQz!m2Vx9',
    'Ama bakes blue bread',
    'ɛyɛ dɛ paa ara',
  ],
  ...['CaterDemo!2026x plantain', 'kelewele at the lorry park', '水曜日の朝ごはんはおいしい'],
])('“%s” is taken', async (password) => {
  expect(await isRefused(password)).toBe(false);
});

test('the longest is looked at at once', async () => {
  const took = await processorMs(async () => {
    expect(await isRefused('ab'.repeat(99))).toBe(true);
    expect(await isRefused(`${'x'.repeat(99)}y${'z'.repeat(99)}`)).toBe(false);
  });
  expect(took).toBeLessThan(200);
});
