import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Connection, openPool } from './client';
import { refuseUnsafeRole } from './guard';
import { createOwnDatabase } from './testing/own-database';

let own: Awaited<ReturnType<typeof createOwnDatabase>>;
let owner: Connection;
let login: Connection;

beforeAll(async () => {
  own = await createOwnDatabase();
  owner = openPool({ url: own.ownerUrl, max: 1 });
  login = openPool({ url: own.databaseUrl, max: 1 });
});
afterAll(async () => {
  await owner.end();
  await login.end();
  await own.drop();
});

test('the login of the app passes', async () => {
  await expect(refuseUnsafeRole(login)).resolves.toBeUndefined();
});

test('a superuser is refused by name', async () => {
  await expect(refuseUnsafeRole(owner)).rejects.toThrow(/bypasses row rules/);
});

test('a table without forced row rules is refused by name', async () => {
  await owner`alter table vouchers no force row level security`;
  await expect(refuseUnsafeRole(login)).rejects.toThrow(/vouchers/);
});
