import type { Page } from '@playwright/test';
import { answerLink, expect, makeEvent, test } from './fixtures';

const question = (page: Page) => page.getByRole('heading', { level: 1 });

/** Gives good answers to every question but the last. */
async function answerToTheEnd(page: Page): Promise<void> {
  await page.getByRole('button', { name: /5 Excellent/ }).click();
  for (const about of ['food', 'service', 'set-up', 'on time']) {
    await expect(question(page)).toContainText(about);
    await page.getByRole('button', { name: /4 Good/ }).click();
  }
  await page.getByRole('button', { name: 'Yes' }).click();
}

test('a customer answers by the link without any script, and looking alone changes nothing', async ({
  manager,
  browser,
}) => {
  const link = await answerLink(manager, await makeEvent({ status: 'in_progress' }));
  const context = await browser.newContext({
    baseURL: process.env.E2E_BASE_URL,
    javaScriptEnabled: false,
  });
  const page = await context.newPage();
  for (const look of [1, 2]) {
    await page.goto(link);
    await expect(question(page), `look ${look}`).toContainText('How was');
  }
  await answerToTheEnd(page);
  await page.getByRole('textbox').fill('Lovely <b>people</b> & food');
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(question(page)).toContainText('Thank you');
  await page.getByRole('button', { name: 'Change my answer' }).click();
  await page.getByRole('button', { name: /2 Poor/ }).click();
  await expect(question(page)).not.toContainText('Thank you');
  await page.goto(`${link}/stop`);
  await page.getByRole('button', { name: 'End all messages' }).click();
  await expect(question(page)).toHaveText('You will get no more messages');
});

test('with a script the page stays, says what a lost connection means and loses no word', async ({
  manager,
  browser,
}) => {
  const link = await answerLink(manager, await makeEvent({ status: 'in_progress' }));
  const context = await browser.newContext({ baseURL: process.env.E2E_BASE_URL });
  const page = await context.newPage();
  const scripts: string[] = [];
  page.on('request', (request) => {
    if (request.resourceType() === 'script') scripts.push(request.url());
  });
  await page.goto(link);
  await answerToTheEnd(page);
  await expect(question(page)).toBeFocused();
  await expect(page.getByRole('textbox')).toBeVisible();
  await page.getByRole('textbox').fill('Not lost');
  await context.setOffline(true);
  await expect(page.getByRole('status')).toContainText('You are offline');
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByRole('alert')).toContainText('not stored yet');
  await expect(page.getByRole('textbox')).toHaveValue('Not lost');
  await context.setOffline(false);
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(question(page)).toContainText('Thank you');
  await expect(question(page)).toBeFocused();
  expect(scripts).toEqual([]);
  // What was sent from the page leaves no form to send again.
  await page.reload();
  await expect(question(page)).toContainText('Thank you');
});

test('what isn’t one of the answers is refused with the question, and never a fault', async ({
  manager,
  request,
}) => {
  const link = await answerLink(manager, await makeEvent({ status: 'in_progress' }));
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const told: [string, string, number][] = [
    ['stage=rating&value=9', form['content-type'], 422],
    ['stage=food&value=4', form['content-type'], 409],
    ['{}', 'application/json', 422],
    ['', form['content-type'], 422],
    [`stage=comment&value=${'a'.repeat(70_000)}`, form['content-type'], 422],
  ];
  for (const [data, type, status] of told) {
    const answer = await request.post(link, { data, headers: { 'content-type': type } });
    expect([data.slice(0, 40), answer.status()]).toEqual([data.slice(0, 40), status]);
    expect(await answer.text()).toContain('How was');
  }
  expect(
    (await request.post('/f/not-a-link', { data: 'stage=rating&value=5', headers: form })).status(),
  ).toBe(404);
  expect((await request.get('/f/not-a-link')).headers()['cache-control']).toContain('no-store');
});
