import { readFileSync } from 'node:fs';
import { makeBooking, makeCustomer } from '@/db/factories/booking';
import { expect, signInAs, test } from './fixtures';
import { makeOffice } from './hostile-company';

test('a manager reads a month beside the one before, goes to its rows, and takes it out as a file', async ({
  browser,
}) => {
  const company = await makeOffice('Reports');
  await makeBooking(company.id, { status: 'confirmed', startsAt: new Date('2027-03-10T12:00:00Z') });
  await makeBooking(company.id, { status: 'confirmed', startsAt: new Date('2027-03-31T12:00:00Z') });
  await makeBooking(company.id, { status: 'confirmed', startsAt: new Date('2027-02-11T12:00:00Z') });
  const page = await browser.newPage({ baseURL: process.env.E2E_BASE_URL });
  await signInAs(page, company.managerEmail);
  await page.goto('/reports');
  await page.getByRole('link', { name: 'Booking analysis' }).click();
  await expect(page.getByRole('heading', { name: 'Booking analysis' })).toBeVisible();
  await page.getByLabel('From', { exact: true }).fill('2027-03-01');
  await page.getByLabel('To', { exact: true }).fill('2027-03-31');
  await page.getByRole('link', { name: 'Show these days' }).click();
  await expect(page.getByText('1 Mar 2027 – 31 Mar 2027')).toBeVisible();
  await expect(page.getByText('compared with 1 Feb 2027 – 28 Feb 2027')).toBeVisible();
  await expect(page.getByText(/100.% more than 1$/).first()).toBeVisible();
  const file = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download as CSV' }).click();
  expect((await file).suggestedFilename()).toBe('report-bookings-2027-03-01-2027-03-31.csv');
  await page.getByRole('link', { name: 'Agreed events', exact: true }).click();
  await expect(page).toHaveURL(/of=booked&from=2027-03-01&to=2027-03-31/);
  await expect(page.getByRole('table', { name: 'Agreed events' }).getByRole('link')).toHaveCount(2);
});

test('a report is narrowed to a customer by name, and is of everybody again', async ({ browser }) => {
  const company = await makeOffice('Narrowed reports');
  const { id: customerId } = await makeCustomer(company.id, { name: 'Esi Narrow' });
  const startsAt = new Date('2027-03-10T12:00:00Z');
  await makeBooking(company.id, { customerId, status: 'confirmed', startsAt });
  await makeBooking(company.id, { status: 'confirmed', startsAt });
  const page = await browser.newPage({ baseURL: process.env.E2E_BASE_URL });
  await signInAs(page, company.managerEmail);
  await page.goto('/reports/bookings?from=2027-03-01&to=2027-03-31');
  await page.getByLabel('Only of one customer, venue or dish').fill('narrow esi');
  await page
    .getByRole('list', { name: 'Found' })
    .getByRole('link', { name: /Esi Narrow/ })
    .click();
  await expect(page).toHaveURL(new RegExp(`customer=${customerId}`));
  const types = page.getByRole('table', { name: 'By event type' });
  await expect(types.getByRole('row').nth(1)).toContainText('1');
  // So narrowed it is taken along as a file, and comes by mail.
  const file = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download as CSV' }).click();
  expect(readFileSync(await (await file).path(), 'utf8')).toContain('Customer: Esi Narrow');
  await page.getByRole('link', { name: 'By mail' }).click();
  await expect(page.getByRole('link', { name: 'Customer: Esi Narrow ×' })).toBeVisible();
  await page.getByRole('button', { name: 'Mail me this report' }).click();
  await expect(page.getByRole('list', { name: 'Reports by mail' })).toContainText(
    'Booking analysis · Customer: Esi Narrow',
  );
  await page.goBack();
  await page.getByRole('link', { name: 'Customer: Esi Narrow ×' }).click();
  await expect(page).not.toHaveURL(/customer=/);
});

test('a client sees what their own events came to', async ({ client }) => {
  await client.goto('/my/bookings');
  await client.getByRole('link', { name: 'My summary' }).click();
  await expect(client.getByRole('heading', { name: 'My summary', level: 1 })).toBeVisible();
  await expect(client.getByText('Still to pay').first()).toBeVisible();
  await client.goto('/reports');
  await expect(client.getByRole('heading', { level: 1 })).not.toHaveText('Reports');
});

test('one has a report mailed to oneself, pauses and ends it', async ({ browser }) => {
  const company = await makeOffice('Reports by mail');
  const page = await browser.newPage({
    baseURL: process.env.E2E_BASE_URL,
    viewport: { width: 390, height: 844 },
  });
  await signInAs(page, company.managerEmail);
  await page.goto('/reports');
  await page.getByLabel('Report', { exact: true }).selectOption('Financial summary');
  await page.getByLabel('How often').selectOption({ index: 2 });
  await page.getByRole('button', { name: 'Mail me this report' }).click();
  const mails = page.getByRole('list', { name: 'Reports by mail' });
  await expect(mails).toContainText('On the first of each month');
  await expect(mails).toContainText('not sent yet');
  await mails.getByRole('button', { name: 'Pause Financial summary' }).click();
  await expect(mails.getByText('Paused')).toBeVisible();
  await mails.getByRole('button', { name: 'End Financial summary' }).click();
  await expect(page.getByText('No report is mailed to you yet.')).toBeVisible();
});
