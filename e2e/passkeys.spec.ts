import type { Page } from '@playwright/test';
import { findFreePort } from '../db/embedded/ports';
import { type Stack, startStack } from '../scripts/stack';
import { expectUsable } from './accessible';
import { expect, signIn, test } from './fixtures';

test.describe.configure({ timeout: 180_000 });

/** Browsers make passkeys for a host with a name only, so this Cater answers at `localhost`. */
let stack: Stack;
let address: string;
test.beforeAll(async () => {
  const port = await findFreePort();
  address = `http://localhost:${port}`;
  stack = await startStack({ port, fast: true, env: { PUBLIC_URL: address } });
});
test.afterAll(() => stack.stop());

/** A phone with a finger's sensor, of whose owner it is sure. */
async function giveDevice(page: Page) {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return { cdp, authenticatorId };
}

/** From the next page on, a browser that offers no passkey by itself where people type. */
const offerNothing = (page: Page) =>
  page.addInitScript(() => {
    PublicKeyCredential.isConditionalMediationAvailable = async () => false;
  });

test('a passkey is made, signs in alone, proves who one is, and opens nothing once removed', async ({
  browser,
}) => {
  const page = await (await browser.newContext({ baseURL: address })).newPage();
  const { cdp, authenticatorId } = await giveDevice(page);
  const account = page.getByRole('heading', { name: 'My account' });
  await signIn(page, 'staff');
  await page.goto('/account');
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await expectUsable(page, 'dialog[open]');
  await page.getByRole('dialog').getByLabel('Name').fill('My phone');
  await page.getByRole('button', { name: 'Make the passkey' }).click();
  const passkey = page.getByRole('list', { name: 'Passkeys' }).getByRole('listitem');
  await expect(passkey).toContainText('My phone');
  await expect(passkey).toContainText('not used yet');
  await expectUsable(page);

  // Whoever takes what the browser offers where people type presses nothing on the page, which goes on by itself.
  await page.context().clearCookies();
  await page.goto('/login?next=/account');
  await expect(account).toBeVisible();
  await expect(passkey).not.toContainText('not used yet');

  await offerNothing(page);
  await page.context().clearCookies();
  await page.goto('/login?next=/account');
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await expect(account).toBeVisible();

  await page.goto('/confirm?next=/account');
  await expectUsable(page);
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await expect(account).toBeVisible();

  await page.getByRole('button', { name: 'Remove My phone' }).click();
  await expectUsable(page, 'dialog[open]');
  await page.getByRole('button', { name: 'Remove it' }).click();
  await expect(passkey).toHaveCount(0);
  const { credentials } = await cdp.send('WebAuthn.getCredentials', { authenticatorId });
  expect(credentials).toHaveLength(1);

  await page.context().clearCookies();
  await page.goto('/login');
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await expect(page.getByText('This passkey opens nothing here')).toBeVisible();
  expect((await page.request.get('/dashboard', { maxRedirects: 0 })).status()).toBe(307);
});
