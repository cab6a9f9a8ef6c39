import { makeBooking } from '@/db/factories/booking';
import { expect, signInAs, test } from './fixtures';
import { makeOffice } from './hostile-company';

test('at the end of the day the cash box is counted beside what came in', async ({ browser }) => {
  const company = await makeOffice('Cash box');
  const { id } = await makeBooking(company.id, { status: 'confirmed' });
  const page = await browser.newPage({
    baseURL: process.env.E2E_BASE_URL,
    viewport: { width: 390, height: 844 },
  });
  await signInAs(page, company.managerEmail);
  await page.goto(`/bookings/${id}?tab=money`);
  await page.getByRole('button', { name: 'Record payment' }).first().click();
  const paying = page.getByRole('dialog', { name: 'Record payment' });
  await paying.getByLabel('Amount').fill('250');
  await paying.getByLabel('Paid by').selectOption('Cash');
  await paying.getByRole('button', { name: 'Record payment' }).click();
  await expect(paying).toBeHidden();
  await page.goto('/invoices');
  await page.getByRole('link', { name: 'Cash-up' }).click();
  await expect(page.getByText(/GHS.250\.00 should have come in/)).toBeVisible();
  await page.getByLabel('Counted').fill('240');
  await page.getByRole('button', { name: 'Keep the count' }).click();
  await expect(page.getByText('Say why something is missing.').first()).toBeVisible();
  await page.getByLabel('Note').fill('Ten for the taxi');
  await page.getByRole('button', { name: 'Keep the count' }).click();
  const counts = page.getByRole('list', { name: 'Counts of the cash box' });
  await expect(counts).toContainText(/GHS.10\.00 less than GHS.250\.00: Ten for the taxi/);
});
