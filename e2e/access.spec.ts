import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { APIRequestContext, Browser } from '@playwright/test';
import { expect, signIn, test } from './fixtures';

/** Those of the company's own people who run events, keep the books, take money, sit at a desk, work here at all. */
const events = ['manager', 'planner', 'staff'] as const;
const desk = [...events, 'accountant'] as const;
const office = [...desk, 'kitchen', 'driver'] as const;
const everyone = [...office, 'client'] as const;
type Role = (typeof everyone)[number];

const guards = {
  'signed-in': everyone,
  office,
  desk,
  events,
  manager: ['manager'],
  client: ['client'],
  customers: ['manager', 'planner'],
  books: ['manager', 'accountant'],
  money: ['manager', 'accountant', 'staff'],
  kitchen: [...events, 'kitchen'],
  road: [...events, 'driver'],
} as const satisfies Record<string, readonly Role[]>;
type Guard = keyof typeof guards;
type Who = Guard | 'anyone' | 'posting office' | 'engine' | 'twilio';

/** Who may open which route. A route that exists and isn't named here fails the test. */
const access: Record<string, Who> = {
  '/': 'signed-in',
  '/answer.css': 'anyone',
  '/icons.svg': 'anyone',
  '/live': 'anyone',
  '/login': 'anyone',
  '/forgot': 'anyone',
  '/login/code': 'anyone',
  '/my/login': 'anyone',
  '/my/login/code': 'anyone',
  '/my/login/choose': 'anyone',
  // Where there is a company it leads to the login page.
  '/welcome': 'anyone',
  '/second-step': 'signed-in',
  '/confirm': 'signed-in',
  // Their tokens are the keys.
  '/join/[token]': 'anyone',
  '/reset/[token]': 'anyone',
  '/offline': 'anyone',
  '/api/auth/[...nextauth]': 'anyone',
  '/api/health': 'anyone',
  '/api/live': 'anyone',
  // To who has its token; else there is nothing.
  '/api/metrics': 'anyone',
  // What became of one's own form.
  '/api/v1/intents/[key]': 'signed-in',
  // Its token is the key.
  '/calendar-feed/[token]': 'anyone',
  // The database shows a client the pictures of what is offered.
  '/api/v1/pictures/[id]/[size]': 'signed-in',
  '/api/v1/pictures': 'posting office',
  '/api/v1/bookings/[id]/photos': 'posting office',
  '/api/v1/comments/files': 'posting office',
  '/api/v1/comments/files/[id]': 'desk',
  '/api/inngest': 'engine',
  // Only posts do something there, as whoever is signed in.
  '/my/bookings/[id]/pay': 'anyone',
  // Signed by a company's provider.
  '/api/webhooks/payments/[token]': 'anyone',
  '/api/webhooks/twilio/inbound': 'twilio',
  '/api/webhooks/twilio/status': 'twilio',
};

/** The rest is told by its place: what of the office it is a page of, or the data of. */
const byPlace: [RegExp, Who][] = [
  [/^\/(my|api\/v1\/my)\//, 'client'],
  [/^\/([defq]|pay)\//, 'anyone'],
  [/^(\/api\/v1)?\/settings(\/(ledger|rates).*)?$/, 'books'],
  [/^(\/api\/v1)?\/settings\//, 'manager'],
  [/^(\/api\/v1)?\/customers\/duplicates|\/merge$/, 'manager'],
  [/^(\/api\/v1)?\/customers\/\[id\]\/(privacy|data|erasure\.pdf)$/, 'manager'],
  [/^\/customers\/(new|\[id\]\/edit)/, 'customers'],
  [/^(\/api\/v1)?\/cash-up/, 'money'],
  [/^(\/api\/v1)?\/kitchen(\.pdf)?$/, 'kitchen'],
  [/^(\/api\/v1)?\/(calendar\/today|photos)/, 'road'],
  [/^(\/api\/v1)?\/bookings(\/(\[id\]|export))?$/, 'desk'],
  [/^(\/api\/v1)?\/occasions\/\[id\]\/quote/, 'events'],
  [/^(\/api\/v1)?\/occasions\//, 'desk'],
  [/^(\/api\/v1)?\/(customers|invoices|receipts|exports|notifications)/, 'desk'],
  [/^(\/api\/v1)?\/reports$/, 'desk'],
  [/^\/(account|api\/v1\/(account|live))$/, 'office'],
  [
    /^(\/api\/v1)?\/(bookings|calendar|capacity|cases|dashboard|enquiries|feedback|insights|media|menu|messages|occasion-quotes|quotes|reports|search|series)(\/|$)/,
    'events',
  ],
];

/** Handlers that answer people with a page. */
const documents = new Set(['/my/bookings/[id]/feedback', '/my/papers/[id]', '/my/quotes/[id]']);

const routes = readdirSync('app', { recursive: true, withFileTypes: true })
  .filter((entry) => /^(page\.tsx|route\.ts)$/.test(entry.name))
  .map((entry) => {
    const file = join(entry.parentPath, entry.name);
    const pattern =
      `/${relative('app', entry.parentPath)}`.replace(/\/\([^)]+\)/g, '').replace(/\/$/, '') || '/';
    return {
      file,
      pattern,
      page: entry.name === 'page.tsx' || documents.has(pattern),
      who: access[pattern] ?? byPlace.find(([place]) => place.test(pattern))?.[1],
    };
  });

/** The first address only says where to go. */
const guarded = routes.filter(({ who, pattern }) => pattern !== '/' && who !== undefined && who in guards);
/** What an address is asked with that means nothing alone. */
const questions: Record<string, string> = {
  '/api/v1/capacity': '?start=2027-05-01T12:00&end=2027-05-01T16:00',
  '/insights/rows': '?of=drafts',
  '/api/v1/insights/rows': '?of=drafts',
  '/api/v1/series': '?start=2027-05-01T12:00&end=2027-05-01T16:00&days=2027-05-08',
};
const addressOf = (pattern: string) =>
  pattern
    .replace('[version]', '1')
    .replace('[report]', 'menu')
    .replace(/\[[^\]]+\]/g, '01990000-0000-7000-8000-0000000000ff') + (questions[pattern] ?? '');

async function statusOf(request: APIRequestContext, pattern: string): Promise<number> {
  return (await request.get(addressOf(pattern), { maxRedirects: 0 })).status();
}

async function requestAs(browser: Browser, role: Role): Promise<APIRequestContext> {
  const context = await browser.newContext({ baseURL: process.env.E2E_BASE_URL });
  await signIn(await context.newPage(), role);
  return context.request;
}

test('every route that exists says who may open it', () => {
  expect(routes.filter(({ who }) => !who).map(({ file }) => file)).toEqual([]);
  expect(guarded.length).toBeGreaterThan(5);
});

test('a stranger gets nothing but the way to the login page', async ({ request }) => {
  for (const { pattern, page } of guarded) {
    const answer = await request.get(addressOf(pattern), { maxRedirects: 0 });
    expect([pattern, answer.status()]).toEqual([pattern, page ? 307 : 401]);
    if (page) expect(answer.headers().location).toContain('/login');
    expect(await answer.text()).not.toMatch(/Akwaaba|GHS/);
  }
});

test('signing in leads on to where a stranger was going, papers and proofs among it', async ({ request }) => {
  const id = '01990000-0000-7000-8000-0000000000ff';
  const ways: [string, string][] = [
    ['/login', `/bookings/${id}?tab=money`],
    ['/login', '/confirm?next=%2Fsettings%2Fpayments'],
    ['/my/login', `/my/papers/${id}`],
    ['/my/login', `/my/quotes/${id}?file=1`],
    ['/my/login', `/my/bookings/${id}/feedback`],
  ];
  for (const [login, going] of ways) {
    const answer = await request.get(going, { maxRedirects: 0 });
    const to = new URL(answer.headers().location ?? '', 'http://cater.test');
    expect([to.pathname, to.searchParams.get('next')]).toEqual([login, going]);
  }
});

test('fifteen ways around a gate lead nowhere', async ({ request }) => {
  const tricks: Record<string, string>[] = [
    { 'x-middleware-subrequest': 'middleware:middleware:middleware:middleware:middleware' },
    { 'x-middleware-subrequest': 'proxy:proxy:proxy:proxy:proxy' },
    { 'x-middleware-subrequest': 'src/middleware' },
    { 'x-middleware-rewrite': '/dashboard' },
    { 'x-middleware-next': '1' },
    { 'x-invoke-path': '/dashboard' },
    { 'x-invoke-status': '200' },
    { 'x-matched-path': '/dashboard' },
    { rsc: '1' },
    { rsc: '1', 'next-router-prefetch': '1' },
    { rsc: '1', 'next-router-segment-prefetch': '/_tree' },
    { 'x-forwarded-host': 'localhost', 'x-forwarded-for': '127.0.0.1' },
    { cookie: 'authjs.session-token=anything' },
    { cookie: '__prerender_bypass=1; __next_preview_data=1' },
    { authorization: 'Bearer null' },
  ];
  for (const headers of tricks) {
    for (const path of ['/dashboard', '/bookings', '/my/bookings', '/api/v1/dashboard']) {
      const answer = await request.get(path, { headers, maxRedirects: 0 });
      const body = await answer.text();
      expect([path, JSON.stringify(headers), /Akwaaba|Needs you|GHS \d/.test(body)]).toEqual([
        path,
        JSON.stringify(headers),
        false,
      ]);
    }
  }
});

const sideBySide = 8;
for (const role of everyone) {
  test(`a ${role} opens their own screens and is refused the others`, async ({ browser }) => {
    const request = await requestAs(browser, role);
    const wrong: string[] = [];
    // A rush of all at once would be turned away.
    for (let at = 0; at < guarded.length; at += sideBySide)
      wrong.push(...(await Promise.all(guarded.slice(at, at + sideBySide).map(look))).flat());
    expect(wrong).toEqual([]);

    async function look({ pattern, who }: (typeof guarded)[number]): Promise<string[]> {
      const status = await statusOf(request, pattern);
      const may = (guards[who as Guard] as readonly Role[]).includes(role);
      const dynamic = pattern.includes('[');
      // Of a key that nobody used it is known that nothing came of it.
      const found = !dynamic || pattern === '/api/v1/intents/[key]' || pattern.includes('[report]');
      const due = may ? (found ? 200 : 404) : 403;
      return status === due ? [] : [`${pattern}: ${status} instead of ${due}`];
    }
  });
}

test('no action runs for a stranger', async ({ request }) => {
  const manifest = JSON.parse(readFileSync('.next/server/server-reference-manifest.json', 'utf8')) as {
    node: Record<string, { exportedName?: string }>;
  };
  const open = new Set([
    'signInAction',
    'signOutAction',
    'askForResetAction',
    'resetPasswordAction',
    'joinAction',
  ]);
  const actions = Object.entries(manifest.node);
  expect(actions.length).toBeGreaterThan(3);
  for (const [id, { exportedName = '' }] of actions) {
    if (open.has(exportedName)) continue;
    const answer = await request.post('/login', {
      headers: { 'next-action': id, 'content-type': 'text/plain;charset=UTF-8' },
      data: '[{}]',
      maxRedirects: 0,
    });
    const body = await answer.text();
    expect([exportedName, answer.status() >= 500, /"ok":true/.test(body)]).toEqual([
      exportedName,
      false,
      false,
    ]);
  }
});

test('a picture is taken from the office only', async ({ request, browser }) => {
  const post = async (as: APIRequestContext) =>
    (
      await as.post('/api/v1/pictures', { headers: { 'content-type': 'image/png' }, data: 'no picture' })
    ).status();
  expect(await post(request)).toBe(401);
  expect(await post(await requestAs(browser, 'client'))).toBe(403);
  expect(await post(await requestAs(browser, 'staff'))).toBe(422);
});

test('the engine’s door and the webhooks are shut to the unsigned', async ({ request }) => {
  expect(
    (await request.post('/api/inngest?fnId=cater-request-feedback&stepId=step', { data: {} })).status(),
  ).toBe(404);
  expect((await request.get('/api/inngest')).status()).toBe(404);
  for (const hook of ['inbound', 'status']) {
    const answer = await request.post(`/api/webhooks/twilio/${hook}`, {
      form: { MessageSid: 'SM1', From: 'whatsapp:+1', Body: '5' },
    });
    expect(answer.status()).toBe(403);
  }
});

test('who keeps the books, the kitchen and the road begin where their work is', async ({ browser }) => {
  for (const [role, path, heading, items] of [
    ['accountant', '/invoices', 'Invoices', ['Bookings', 'Invoices', 'Customers', 'Reports', 'Settings']],
    ['kitchen', '/kitchen', 'Kitchen', ['Kitchen']],
    ['driver', '/calendar/today', 'Run sheet', ['Run sheet']],
  ] as const) {
    const page = await (await browser.newContext({ baseURL: process.env.E2E_BASE_URL })).newPage();
    await signIn(page, role);
    await page.goto('/');
    await expect(page).toHaveURL(new RegExp(`${path}$`));
    await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
    await expect(page.getByRole('navigation', { name: 'Main' }).getByRole('listitem')).toHaveCount(
      items.length,
    );
    await page.context().close();
  }
});
