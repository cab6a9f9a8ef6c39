import { readFileSync } from 'node:fs';
import { demoLogins, demoPassword } from '../db/seed/demo-logins';
import { expect, signIn, test } from './fixtures';

const manager = demoLogins[0].email;

test('a person who was headed somewhere lands there after signing in, with every letter of the address', async ({
  page,
}) => {
  await page.goto('/customers?q=a+b%20c:d,e');
  await expect(page).toHaveURL(/\/login\?next=/);
  await page.getByLabel('E-mail address').fill(manager);
  await page.getByLabel('Password').fill(demoPassword);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL((url) => url.pathname === '/customers' && url.searchParams.get('q') === 'a b c:d,e');
});

test('a link to the login page can’t send a person to another site', async ({ page }) => {
  for (const next of ['/.//evil.test/x', '//evil.test', '/\\evil.test', 'https://evil.test/']) {
    await page.context().clearCookies();
    await page.goto(`/login?next=${encodeURIComponent(next)}`);
    await page.getByLabel('E-mail address').fill(manager);
    await page.getByLabel('Password').fill(demoPassword);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL('**/dashboard');
  }
});

test('no page needs a script that its policy doesn’t name, and one that was smuggled in doesn’t run', async ({
  page,
}) => {
  const blocked: string[] = [];
  page.on('console', (message) => {
    if (/Content Security Policy/i.test(message.text())) blocked.push(`${page.url()} ${message.text()}`);
  });
  const policies = new Set<string>();
  const visit = async (path: string) => {
    const answer = await page.goto(path);
    const policy = answer?.headers()['content-security-policy'] ?? '';
    expect([path, /script-src [^;]*'nonce-/.test(policy)]).toEqual([path, true]);
    expect([path, /script-src [^;]*'unsafe-inline'/.test(policy)]).toEqual([path, false]);
    policies.add(policy);
    await page.waitForLoadState('networkidle');
  };
  for (const path of ['/login', '/offline', '/nowhere', '/f/not-a-link-that-anybody-was-ever-given'])
    await visit(path);
  await signIn(page, 'manager');
  for (const path of [
    '/dashboard',
    '/bookings',
    '/bookings/new',
    '/messages',
    '/feedback',
    '/settings/whatsapp',
  ])
    await visit(path);
  expect(blocked).toEqual([]);
  expect(policies.size).toBe(10);
  await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'window.smuggled = true';
    document.body.append(script);
    document.body.insertAdjacentHTML('beforeend', '<img src="x:" onerror="window.smuggled = true">');
  });
  await expect.poll(() => blocked.length).toBeGreaterThan(0);
  expect(await page.evaluate(() => 'smuggled' in window)).toBe(false);
});

test('a caller can’t choose its address: a forged one doesn’t buy an eleventh guess', async ({ request }) => {
  const { csrfToken } = (await (await request.get('/api/auth/csrf')).json()) as { csrfToken: string };
  const email = `forged-${Date.now()}@catering.test`;
  const codes: (string | null)[] = [];
  for (let guess = 1; guess <= 12; guess += 1) {
    const answer = await request.post('/api/auth/callback/credentials', {
      form: { csrfToken, email, password: `guess ${guess}` },
      headers: {
        'x-forwarded-for': `203.0.113.${guess}`,
        'x-real-ip': `203.0.113.${guess}`,
        'x-request-id': 'a'.repeat(20),
      },
      maxRedirects: 0,
    });
    codes.push(new URL(answer.headers().location ?? '', 'http://x').searchParams.get('code'));
  }
  expect(codes).toEqual([...Array(10).fill('credentials'), 'too_many', 'too_many']);
});

test('what a stranger may call answers a call that is no form: no fault', async ({ request }) => {
  const manifest = JSON.parse(readFileSync('.next/server/server-reference-manifest.json', 'utf8')) as {
    node: Record<string, { exportedName?: string }>;
  };
  const actions = Object.entries(manifest.node).filter(([, { exportedName = '' }]) =>
    /^(signIn|signOut|askPublicly|askForReset|resetPassword|join)/.test(exportedName),
  );
  expect(actions.length).toBeGreaterThanOrEqual(6);
  for (const [id, { exportedName }] of actions)
    for (const data of ['[]', '[{}]', '[{},{}]', '["a","b"]', '[null,null,null]', '[[],[],[]]']) {
      const answer = await request.post('/login', {
        headers: { 'next-action': id, 'content-type': 'text/plain;charset=UTF-8' },
        data,
        maxRedirects: 0,
      });
      const faulty = answer.status() >= 500 || /^\d+:E\{/m.test(await answer.text());
      expect([exportedName, data, faulty]).toEqual([exportedName, data, false]);
    }
});

test('a customer’s link stays between the customer and us', async ({ request }) => {
  for (const page of ['f', 'd', 'q', 'pay', 'join', 'reset']) {
    const answer = await request.get(`/${page}/not-a-link-that-anybody-was-ever-given`);
    expect([page, answer.headers()]).toMatchObject([
      page,
      {
        'referrer-policy': 'same-origin',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
      },
    ]);
  }
});

test('an address that can’t be read is a page that isn’t there, not a fault of ours', async ({ request }) => {
  for (const path of [
    '/bookings/%ED%A0%80',
    '/f/%ED%A0%80',
    '/e/%C3%28',
    '/api/v1/bookings/%ED%A0%80',
    '/my/bookings/%E0%A4%A',
  ])
    expect([path, (await request.get(path, { maxRedirects: 0 })).status()]).toEqual([path, 404]);
});

test('strangers learn of the health no more than that it is good', async ({ request }) => {
  const seen = await request.get('/api/health', { headers: { 'x-forwarded-for': '203.0.113.9' } });
  expect(await seen.json()).toEqual({ ok: true });
});
