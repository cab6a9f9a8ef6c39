import { devices } from '@playwright/test';
import { makeBooking } from '../db/factories/booking';
import { makeUser } from '../db/factories/company';
import { enquiries } from '../db/schema/enquiries';
import { bookingTasks } from '../db/schema/tasks';
import { demoPassword } from '../db/seed/demo-logins';
import { actAs } from '../db/session';
import { expectUsable } from './accessible';
import { expect, signInAs, simulatorUrl, test } from './fixtures';
import { makeOffice } from './hostile-company';

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
  await expectUsable(page, 'dialog[open]');
  await dialog.getByLabel('E-mail address').fill(email);
  await dialog.getByRole('button', { name: 'Invite' }).click();
  await page.getByRole('button', { name: `Copy the link for ${email}` }).click();
  const link = new URL(await page.evaluate(() => navigator.clipboard.readText())).pathname;

  const phone = await (
    await browser.newContext({ ...devices['Pixel 7'], baseURL: process.env.E2E_BASE_URL })
  ).newPage();
  await phone.goto(link);
  await expect(phone.getByRole('heading', { name: `Join ${name}` })).toBeVisible();
  await expectUsable(phone);
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
  await page.getByRole('menuitem', { name: 'Change role' }).click();
  const roles = page.getByRole('dialog', { name: 'Change Yaa Asantewaa’s role' });
  await roles.getByLabel('Role').selectOption('accountant');
  await expect(roles.getByText('Invoices, payments, refunds')).toBeVisible();
  await roles.getByRole('button', { name: 'Change role' }).click();
  await expect(page.getByText('Yaa Asantewaa: Accountant now')).toBeVisible();
  expect((await phone.goto('/settings/ledger'))?.status()).toBe(200);
  expect((await phone.goto('/messages'))?.status()).toBe(403);
  await page.getByRole('button', { name: 'Yaa Asantewaa: role and access' }).click();
  await page.getByRole('menuitem', { name: 'Change role' }).click();
  await roles.getByLabel('Role').selectOption('manager');
  await roles.getByRole('button', { name: 'Change role' }).click();
  await expect(page.getByText('Yaa Asantewaa: Manager now')).toBeVisible();
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

test('a forgotten password is replaced by a mailed link, once; a stranger’s address gets the same answer', async ({
  page,
}) => {
  const { managerEmail } = await makeOffice('Forgetful');
  for (const email of [`nobody-${address()}`, managerEmail]) {
    await page.goto('/login');
    await page.getByRole('link', { name: 'Forgot your password?' }).click();
    await expect(page.getByRole('button', { name: 'Mail me a link' })).toBeVisible();
    await expectUsable(page);
    await page.getByLabel('E-mail address').fill(email);
    await page.getByRole('button', { name: 'Mail me a link' }).click();
    await expect(page.getByText('has a login here, a link is on its way')).toBeVisible();
  }
  await expect.poll(() => mailsTo(managerEmail)).toHaveLength(1);
  const [text = ''] = await mailsTo(managerEmail);
  const path = /\/reset\/[\w.-]+/.exec(text)?.[0] ?? '';
  const choose = async () => {
    await page.goto(path);
    await expectUsable(page);
    await page.getByLabel('New password').fill(password);
    await page.getByRole('button', { name: 'Save new password' }).click();
  };
  await choose();
  await expect(page.getByText('Your password is changed')).toBeVisible();
  await choose();
  await expect(page.getByText('was used or is older than 30 minutes')).toBeVisible();
  await signInAs(page, managerEmail, password);
  await expect(page.getByRole('heading', { name: 'Today', level: 1 })).toBeVisible();
});

/** The words of the mails that the simulator took for an address. */
async function mailsTo(email: string): Promise<string[]> {
  const answer = await fetch(`${simulatorUrl()}/control/mails?to=${encodeURIComponent(email)}`);
  const { mails } = (await answer.json()) as { mails: { text: string }[] };
  return mails.map(({ text }) => text);
}

test('a manager hands over what a colleague has open before they go', async ({ page }) => {
  const { id, managerEmail, system } = await makeOffice('Handing over');
  const [name, heir] = ['Abena Leaving', 'Kwesi Staying'];
  const leaver = await makeUser({ companyId: id, role: 'planner', name });
  await makeUser({ companyId: id, role: 'staff', name: heir });
  const { id: bookingId } = await makeBooking(id);
  await actAs(system, async (tx) => {
    await tx.insert(enquiries).values({ companyId: id, source: 'office', name: 'Yaa', ownerId: leaver.id });
    await tx.insert(bookingTasks).values({ companyId: id, bookingId, title: 'Call', assigneeId: leaver.id });
  });
  await signInAs(page, managerEmail);
  await page.goto('/settings/people');
  await expect(page.getByText('open: 1 enquiry, 1 task')).toBeVisible();
  await page.getByRole('button', { name: `${name}: role and access` }).click();
  await page.getByRole('menuitem', { name: 'Hand over open work' }).click();
  const dialog = page.getByRole('dialog', { name: `Hand over ${name}’s open work` });
  await expect(dialog.getByText('Open: 1 enquiry, 1 task.')).toBeVisible();
  await dialog.getByLabel('Who takes the open work over?').selectOption({ label: heir });
  await dialog.getByRole('button', { name: 'Hand over' }).click();
  await expect(page.getByText(`2 open go on with ${heir}.`)).toBeVisible();
});
