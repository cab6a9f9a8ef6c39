import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { signIn } from '../bench/sign-in';
import { findFreePort } from '../db/embedded/ports';
import { makeTemporaryDataDir } from '../db/testing/temporary-data-dir';
import { neutralEnvironment } from '../scripts/launch/neutral-environment';
import { signInAs } from './fixtures';

// The command itself, over the build that the other specs use.
test.describe.configure({ mode: 'serial', timeout: 180_000 });

let dataDir: string;
let port: number;
let simulatorPort: number;
let launcher: ChildProcess;
let left: Promise<unknown[]>;
let output = '';

test.beforeAll(async () => {
  dataDir = makeTemporaryDataDir('start');
  port = await findFreePort();
  simulatorPort = await findFreePort();
});

test.afterAll(() => {
  launcher?.kill('SIGKILL');
  rmSync(dataDir, { recursive: true, force: true });
});

/** What a production has that a demo doesn't. */
const production = {
  CATER_ENV: 'production',
  PUBLIC_URL: 'https://kitchen.example',
  TWILIO_ACCOUNT_SID: `AC${'1'.repeat(32)}`,
  TWILIO_AUTH_TOKEN: '2'.repeat(32),
};

async function start(more: Record<string, string> = {}, until = 'Ctrl-C stops it'): Promise<number> {
  const began = Date.now();
  output = '';
  launcher = spawn(process.execPath, [join('scripts', 'start.mjs')], {
    env: {
      ...neutralEnvironment(),
      PORT: String(port),
      SIMULATOR_PORT: String(simulatorPort),
      CATER_DATA: dataDir,
      ...more,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  left = once(launcher, 'exit');
  launcher.stdout?.on('data', (chunk) => {
    output += chunk;
  });
  launcher.stderr?.on('data', (chunk) => {
    output += chunk;
  });
  await expect.poll(() => output, { timeout: 120_000 }).toContain(until);
  return Date.now() - began;
}

/** Every live process that was started with our data folder, by its command line or its environment. */
function ours(): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) => {
      try {
        const text =
          readFileSync(`/proc/${pid}/cmdline`, 'utf8') + readFileSync(`/proc/${pid}/environ`, 'utf8');
        return text.includes(dataDir);
      } catch {
        return false;
      }
    });
}

/** Ends the PostgreSQL that runs now, at once. */
function killPostgres() {
  const server = readFileSync(join(dataDir, 'postgres', 'data', 'postmaster.pid'), 'utf8').split('\n')[0];
  process.kill(Number(server), 'SIGKILL');
}

const health = () => fetch(`http://127.0.0.1:${port}/api/health`).then((answer) => answer.status);

test('a first start migrates, seeds, serves and says where and as whom', async () => {
  await start();
  expect(await health()).toBe(200);
  expect(output).toContain(`http://localhost:${port}`);
  expect(output).toContain(`http://127.0.0.1:${simulatorPort}`);
  for (const who of ['manager', 'staff', 'client']) expect(output).toContain(`${who}@catering.test`);
});

test('a killed app comes back by itself', async () => {
  const app = ours().find((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').startsWith('next-server'));
  process.kill(Number(app), 'SIGKILL');
  await expect.poll(() => output, { timeout: 30_000 }).toContain('The app ended (SIGKILL)');
  await expect.poll(() => health().catch(() => 0), { timeout: 60_000 }).toBe(200);
});

test('a killed PostgreSQL comes back by itself and the app with it', async () => {
  killPostgres();
  await expect.poll(() => output, { timeout: 30_000 }).toContain('PostgreSQL ended');
  // The health of a second ago may be told once more; a sign-in asks the database itself.
  const signsIn = () =>
    signIn({ appUrl: `http://localhost:${port}` }, 'manager@catering.test').catch(() => '');
  await expect.poll(signsIn, { timeout: 60_000 }).not.toBe('');
  expect(await health()).toBe(200);
});

test('while PostgreSQL is away open figures say of when they are and nothing else is told; once it is back they are of now', async ({
  browser,
}) => {
  const context = await browser.newContext({ baseURL: `http://localhost:${port}` });
  const page = await context.newPage();
  await signInAs(page, 'manager@catering.test');
  const today = await context.newPage();
  await today.goto('/dashboard');
  await page.goto('/insights?period=year');
  const months = page.getByRole('table', { name: 'Twelve months' });
  await expect(months).toBeVisible();
  const before = await months.textContent();
  const lastMonth = page.getByRole('link', { name: 'Last month', exact: true });
  const asOf = (on: Page) => on.getByText(/^As of \d/);
  await expect(asOf(page)).toBeHidden();

  // The start stands still, so that nobody starts PostgreSQL again before we have looked.
  launcher.kill('SIGSTOP');
  try {
    killPostgres();
    for (const one of [page, today]) await expect(asOf(one)).toBeVisible({ timeout: 60_000 });
    expect(await months.textContent()).toBe(before);
    // Asked for other days, it has none to tell, and goes on saying so.
    await lastMonth.click();
    await expect(page).toHaveURL(/period=last-month/);
    await expect(asOf(page)).toBeVisible();
    await expect(lastMonth).not.toHaveAttribute('aria-current');
    expect(await months.textContent()).toBe(before);
    const answer = await page.request.get('/api/v1/insights?period=last-month');
    expect(answer.status()).toBe(500);
    expect(Object.keys(await answer.json())).toEqual(['error']);
    // What is opened now is told nothing: who asks can't be known.
    const report = await page.request.get('/reports/bookings');
    expect(await report.text()).not.toContain('Agreed events');
  } finally {
    launcher.kill('SIGCONT');
  }
  for (const one of [page, today]) await expect(asOf(one)).toBeHidden({ timeout: 90_000 });
  await expect(lastMonth).toHaveAttribute('aria-current', 'true');
  await context.close();
});

test('kill -9 of the start leaves no process', async () => {
  // The start, the app, the simulator and PostgreSQL.
  await expect.poll(() => ours().length, { timeout: 30_000 }).toBeGreaterThan(3);
  launcher.kill('SIGKILL');
  await expect.poll(ours, { timeout: 30_000 }).toEqual([]);
});

test('the next start needs seconds, and Ctrl-C ends it cleanly', async () => {
  const took = await start();
  // 8 s on a machine that does nothing else; here other specs run beside it.
  expect(took).toBeLessThan(30_000);
  launcher.kill('SIGINT');
  const [code] = await left;
  expect(code).toBe(0);
  expect(ours()).toEqual([]);
});

/** Files and folders below that others on this machine may look into. */
function openToOthers(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => !entry.isSymbolicLink())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.includes('/postgres/') && (statSync(path).mode & 0o077) !== 0);
}

test('what people wrote, secrets and logs are nobody else’s on the machine', () => {
  const open = openToOthers(dataDir).map((path) => path.slice(dataDir.length + 1));
  expect(open.filter((path) => /chat|whatsapp|secret|log/i.test(path))).toEqual([]);
  expect(statSync(join(dataDir, 'secrets.json')).mode & 0o777).toBe(0o600);
});

test('a production refuses the demo’s data, whose logins are public', async () => {
  await start(production, 'Use an empty database.');
  expect(output.trimEnd().split('\n').at(-1)).toMatch(/^CATER_ENV is production, but/);
  expect((await left)[0]).toBe(1);
  expect(ours()).toEqual([]);
});

test('a production starts on its own data, without simulator, demo or its logins', async () => {
  rmSync(dataDir, { recursive: true, force: true });
  dataDir = makeTemporaryDataDir('production');
  await start(production);
  expect(await health()).toBe(200);
  expect(output).not.toContain('catering.test');
  expect(output).not.toContain(String(simulatorPort));
  const page = await fetch(`http://127.0.0.1:${port}/login`);
  expect(page.status).toBe(200);
  launcher.kill('SIGINT');
  await left;
  expect(ours()).toEqual([]);
});
