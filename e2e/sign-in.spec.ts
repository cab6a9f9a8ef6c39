import { expect, signIn, test } from './fixtures';

test('a manager signs in and lands on the day', async ({ page }) => {
  await signIn(page, 'manager');
  await expect(page.getByRole('heading', { name: 'Today', level: 1 })).toBeVisible();
});

test('a client lands on their own events', async ({ page }) => {
  await signIn(page, 'client');
  await expect(page).toHaveURL(/\/my\/bookings/);
});

test('a wrong password is refused with the same words as an unknown address', async ({ page }) => {
  const words: string[] = [];
  for (const email of ['staff@catering.test', 'nobody@catering.test']) {
    await page.goto('/login');
    await page.getByLabel('E-mail address').fill(email);
    await page.getByLabel('Password').fill('not the password');
    await page.getByRole('button', { name: 'Sign in' }).click();
    const alert = page.getByText('don’t belong together');
    await expect(alert).toBeVisible();
    words.push((await alert.textContent()) ?? '');
  }
  expect(words[0]).toBe(words[1]);
});

test('the eleventh guess within a quarter of an hour is refused before the password is looked at', async ({
  page,
}) => {
  const email = `guess-${Date.now()}@catering.test`;
  for (let guess = 1; guess <= 11; guess++) {
    await page.goto('/login');
    await page.getByLabel('E-mail address').fill(email);
    await page.getByLabel('Password').fill(`guess ${guess}`);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByText(guess <= 10 ? 'don’t belong together' : 'Too many attempts')).toBeVisible();
  }
});

test('a copied cookie is dead after signing out', async ({ page, browser }) => {
  await signIn(page, 'staff');
  const cookies = await page.context().cookies();
  const copy = await browser.newContext({ baseURL: process.env.E2E_BASE_URL });
  await copy.addCookies(cookies);
  expect((await copy.request.get('/dashboard', { maxRedirects: 0 })).status()).toBe(200);
  await page.getByRole('button', { name: /Kofi Asante/ }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.waitForURL('**/login');
  expect((await copy.request.get('/dashboard', { maxRedirects: 0 })).status()).toBe(307);
});

test('a session can’t be talked into another role', async ({ page }) => {
  await signIn(page, 'staff');
  const { csrfToken } = (await (await page.request.get('/api/auth/csrf')).json()) as { csrfToken: string };
  const forged = {
    role: 'manager',
    email: 'manager@catering.test',
    companyId: '01990000-0000-7000-8000-000000000000',
    identity: { role: 'manager' },
  };
  await page.request.post('/api/auth/session', { data: { csrfToken, data: forged } });
  const session = (await (await page.request.get('/api/auth/session')).json()) as {
    identity?: { role?: string; email?: string };
  };
  expect(session.identity).toMatchObject({ role: 'staff', email: 'staff@catering.test' });
  expect((await page.request.get('/settings/whatsapp', { maxRedirects: 0 })).status()).toBe(403);
});
