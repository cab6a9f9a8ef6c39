import { createServer, type Server, type Socket } from 'node:net';
import { devices } from '@playwright/test';
import { demoPassword } from '../db/seed/demo-logins';
import { type Stack, startStack } from '../scripts/stack';
import { expect, signInAs, test } from './fixtures';
import { makeOffice } from './hostile-company';

test.describe.configure({ timeout: 120_000 });

const password = 'seven goats cross slowly';
const address = () => `colleague-${Date.now().toString(36)}@example.test`;

test('a manager invites a colleague, who comes in on a phone', async ({ page, browser }) => {
  const { name, managerEmail } = await makeOffice('Inviting kitchen');
  const email = address();
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await signInAs(page, managerEmail);
  await page.goto('/settings/people');
  await page.getByRole('button', { name: 'Invite a colleague' }).click();
  const dialog = page.getByRole('dialog', { name: 'Invite a colleague' });
  await dialog.getByLabel('E-mail address').fill('not an address');
  await dialog.getByRole('button', { name: 'Invite' }).click();
  await expect(dialog.locator('#invite-colleague-email-error, [id$="email-error"]')).toBeVisible();
  await dialog.getByLabel('E-mail address').fill(email);
  await dialog.getByRole('button', { name: 'Invite' }).click();
  await page.getByRole('button', { name: `Copy the link for ${email}` }).click();
  const link = new URL(await page.evaluate(() => navigator.clipboard.readText())).pathname;

  const phone = await (
    await browser.newContext({ ...devices['Pixel 7'], baseURL: process.env.E2E_BASE_URL })
  ).newPage();
  await phone.goto(link);
  await expect(phone.getByRole('heading', { name: `Join ${name}` })).toBeVisible();
  await phone.getByLabel('Your name').fill('Yaa Asantewaa');
  await phone.getByLabel('Password').fill('password1234');
  await phone.getByRole('button', { name: 'Join' }).click();
  await expect(phone.getByText('lists that attackers try first').first()).toBeVisible();
  await phone.getByLabel('Password').fill(password);
  await phone.getByRole('button', { name: 'Join' }).click();
  await expect(phone.getByRole('heading', { name: 'Today', level: 1 })).toBeVisible();
  expect((await phone.goto('/settings/people'))?.status()).toBe(403);

  const stranger = await (await browser.newContext({ baseURL: process.env.E2E_BASE_URL })).newPage();
  await stranger.goto(link);
  await expect(stranger.getByRole('heading', { name: 'This invitation doesn’t hold' })).toBeVisible();

  await page.reload();
  await page.getByRole('button', { name: 'Yaa Asantewaa: role and access' }).click();
  await page.getByRole('menuitem', { name: 'Make a manager' }).click();
  await expect(page.getByText('Yaa Asantewaa is a manager now')).toBeVisible();
  expect((await phone.goto('/settings/people'))?.status()).toBe(200);

  await page.getByRole('button', { name: 'Yaa Asantewaa: role and access' }).click();
  await page.getByRole('menuitem', { name: 'Take access away' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Take access away' }).click();
  await expect(page.getByText('has no access any more')).toBeVisible();
  await phone.goto('/dashboard');
  await expect(phone).toHaveURL(/\/login/);
});

test('somebody with a login accepts with it and goes from one company to the other', async ({
  page,
  browser,
}) => {
  const [first, second] = [await makeOffice('First kitchen'), await makeOffice('Second kitchen')];
  await signInAs(page, first.managerEmail);
  await page.goto('/settings/people');
  await page.getByRole('button', { name: 'Invite a colleague' }).click();
  const dialog = page.getByRole('dialog', { name: 'Invite a colleague' });
  await dialog.getByLabel('E-mail address').fill(second.managerEmail);
  await dialog.getByRole('button', { name: 'Invite' }).click();
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('button', { name: `Copy the link for ${second.managerEmail}` }).click();
  const link = new URL(await page.evaluate(() => navigator.clipboard.readText())).pathname;

  const other = await (await browser.newContext({ baseURL: process.env.E2E_BASE_URL })).newPage();
  await other.goto(link);
  await other.getByRole('link', { name: 'Sign in to accept' }).click();
  await other.getByLabel('E-mail address').fill(second.managerEmail);
  await other.getByLabel('Password').fill(demoPassword);
  await other.getByRole('button', { name: 'Sign in' }).click();
  await other.getByRole('button', { name: `Join ${first.name}` }).click();
  // The name stands on the invitation too.
  await other.waitForURL(/\/dashboard/);
  await expect(other.getByRole('navigation', { name: 'Main' })).toContainText(first.name);
  await other.goto('/account');
  await other.getByRole('button', { name: `Work in ${second.name}` }).click();
  await other.waitForURL(/dashboard/);
  expect((await other.goto('/settings/people'))?.status()).toBe(200);
  await expect(other.getByText(second.managerEmail)).toBeVisible();
});

test('a person signs another device out', async ({ page, browser }) => {
  const { managerEmail } = await makeOffice('Two devices');
  const lost = await (
    await browser.newContext({ ...devices['iPhone 14'], baseURL: process.env.E2E_BASE_URL })
  ).newPage();
  await signInAs(lost, managerEmail);
  await signInAs(page, managerEmail);
  await page.getByRole('button', { name: /account and appearance/ }).click();
  await page.getByRole('link', { name: 'My account' }).click();
  await page.getByRole('button', { name: 'Sign out Safari on iPhone' }).click();
  await expect(page.getByText('Safari on iPhone is signed out')).toBeVisible();
  await lost.goto('/dashboard');
  await expect(lost).toHaveURL(/\/login/);
  await page.reload();
  await expect(page.getByRole('list', { name: 'Where you are signed in' }).getByRole('listitem')).toHaveCount(
    1,
  );
});

test.describe('a forgotten password', () => {
  let mail: { server: Server; taken: string[]; port: number };
  let stack: Stack;
  test.beforeAll(async () => {
    mail = await startMail();
    stack = await startStack({
      env: {
        DATABASE_URL: process.env.E2E_DATABASE_URL ?? '',
        AUTH_SECRET: process.env.E2E_AUTH_SECRET ?? '',
        SMTP_URL: `smtp://127.0.0.1:${mail.port}`,
        MAIL_FROM: 'kitchen@example.test',
      },
    });
  });
  test.afterAll(async () => {
    await stack.stop();
    mail.server.close();
  });

  test('is replaced by a mailed link, once; a stranger’s address gets the same answer', async ({ page }) => {
    const { managerEmail } = await makeOffice('Forgetful');
    for (const email of [`nobody-${address()}`, managerEmail]) {
      await page.goto(`${stack.appUrl}/login`);
      await page.getByRole('link', { name: 'Forgot your password?' }).click();
      await page.getByLabel('E-mail address').fill(email);
      await page.getByRole('button', { name: 'Mail me a link' }).click();
      await expect(page.getByText('has a login here, a link is on its way')).toBeVisible();
    }
    await expect.poll(() => mail.taken.length).toBe(1);
    const text = (mail.taken[0] ?? '').replace(/=\r?\n/g, '').replace(/=3D/g, '=');
    const path = /\/reset\/[\w.-]+/.exec(text)?.[0] ?? '';
    const choose = async () => {
      await page.goto(stack.appUrl + path);
      await page.getByLabel('New password').fill(password);
      await page.getByRole('button', { name: 'Save new password' }).click();
    };
    await choose();
    await expect(page.getByText('Your password is changed')).toBeVisible();
    await choose();
    await expect(page.getByText('was used or is older than 30 minutes')).toBeVisible();
    await page.goto(`${stack.appUrl}/login`);
    await page.getByLabel('E-mail address').fill(managerEmail);
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('heading', { name: 'Today', level: 1 })).toBeVisible();
  });
});

/** A mail server that takes everything, as far as one client needs it. */
async function startMail(): Promise<{ server: Server; taken: string[]; port: number }> {
  const taken: string[] = [];
  const talk = (socket: Socket) => {
    let content: string | undefined;
    socket.write('220 mail\r\n');
    socket.on('data', (chunk) => {
      for (const line of chunk.toString().split(/(?<=\n)/)) {
        if (content !== undefined) {
          if (line !== '.\r\n') content += line;
          else {
            taken.push(content);
            content = undefined;
            socket.write('250 taken\r\n');
          }
        } else if (/^DATA/i.test(line)) {
          content = '';
          socket.write('354 go on\r\n');
        } else if (/^QUIT/i.test(line)) socket.end('221 bye\r\n');
        else socket.write('250 ok\r\n');
      }
    });
    socket.on('error', () => undefined);
  };
  const server = createServer(talk);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const found = server.address();
  return { server, taken, port: typeof found === 'object' && found ? found.port : 0 };
}
