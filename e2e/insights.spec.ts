import { makeBooking } from '@/db/factories/booking';
import { expect, signInAs, test } from './fixtures';
import { makeOffice } from './hostile-company';

test('a manager looks at a year’s figures, follows one to its rows and back, and chooses other days', async ({
  browser,
}) => {
  const company = await makeOffice('Figures');
  const startsAt = new Date(Date.now() + 3_600_000);
  for (const eventName of ['Boateng wedding', 'Owusu wedding'])
    await makeBooking(company.id, { status: 'confirmed', eventName, startsAt });
  const page = await browser.newPage({ baseURL: process.env.E2E_BASE_URL });
  await signInAs(page, company.managerEmail);
  await page.goto('/dashboard');
  await page.getByRole('link', { name: 'All figures' }).click();
  await expect(page.getByRole('heading', { name: 'Insights', level: 1 })).toBeVisible();

  // What is confirmed ahead is the sum of its rows, each of which opens its event.
  const ahead = page.getByRole('table', { name: 'Confirmed revenue by month' });
  await expect(
    ahead
      .getByRole('row', { name: /^In all/ })
      .getByRole('cell')
      .first(),
  ).toHaveText('2');
  await page.getByRole('link', { name: 'Confirmed events, In all' }).click();
  const rows = page.getByRole('table', { name: 'Confirmed events ahead' });
  await expect(rows.getByRole('link')).toHaveCount(2);
  await expect(page.getByText('2 rows')).toBeVisible();
  await rows.getByRole('link', { name: /Boateng wedding/ }).click();
  await expect(page.getByRole('heading', { name: 'Boateng wedding', level: 1 })).toBeVisible();

  // A new booking shows on the open page without a reload.
  await page.goto('/insights');
  await makeBooking(company.id, { status: 'confirmed', eventName: 'Late party', startsAt });
  await expect(
    ahead
      .getByRole('row', { name: /^In all/ })
      .getByRole('cell')
      .first(),
  ).toHaveText('3');

  // While the server doesn't answer, the page says of when it is; once it does, it is of now again.
  await page.route(/\/api\/v1\//, (route) => route.abort());
  await expect(page.getByText(/^As of \d/)).toBeVisible({ timeout: 20_000 });
  await expect(
    ahead
      .getByRole('row', { name: /^In all/ })
      .getByRole('cell')
      .first(),
  ).toHaveText('3');
  await page.unroute(/\/api\/v1\//);
  await expect(page.getByText(/^As of \d/)).toBeHidden({ timeout: 40_000 });

  // The days stand in the address, so that they can be sent to a colleague.
  await page.getByRole('link', { name: 'Last year' }).click();
  await expect(page).toHaveURL(/period=last-year/);
  const lastYear = new Date().getFullYear() - 1;
  await expect(page.getByText(`1 Jan ${lastYear} to 31 Dec ${lastYear}`).first()).toBeVisible();
  await page.getByLabel('From', { exact: true }).fill(`${lastYear}-02-01`);
  await page.getByLabel('To', { exact: true }).fill(`${lastYear}-02-28`);
  await page.getByRole('link', { name: 'Show these days' }).click();
  await expect(page).toHaveURL(new RegExp(`from=${lastYear}-02-01&to=${lastYear}-02-28`));
  await page.reload();
  await expect(page.getByText(`1 Feb ${lastYear} to 28 Feb ${lastYear}`).first()).toBeVisible();
});
