import { makeBooking } from '@/db/factories/booking';
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
  await expect(page).toHaveURL(/days=2027-03-01_2027-03-31/);
  await expect(page.getByRole('link', { name: /1 Mar 2027 – 31 Mar 2027/ })).toBeVisible();
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
