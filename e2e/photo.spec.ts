import { demoSender } from '../db/seed/demo-sender';
import { expect, makeEvent, openPhone, simulatorUrl, test } from './fixtures';

test('a customer’s photo is shown in the conversation, and to nobody who isn’t signed in', async ({
  manager,
  browser,
  request,
}) => {
  const event = await makeEvent();
  await openPhone(browser, event);
  const sent = await fetch(`${simulatorUrl()}/control/inbound`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ from: event.phone, to: demoSender, body: 'The cake', media: [{}] }),
  });
  expect(sent.ok).toBe(true);
  await expect(async () => {
    await manager.goto('/messages');
    await manager.getByRole('link', { name: event.customer }).click({ timeout: 1_000 });
  }).toPass();

  const photo = manager.getByRole('img', { name: /^photo 1 from/ });
  await expect.poll(() => photo.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
  const address = (await photo.getAttribute('src')) ?? '';
  const answer = await manager.request.get(address);
  expect(answer.headers()).toMatchObject({
    'content-type': 'image/png',
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, max-age=3600',
  });
  expect(answer.headers()['content-security-policy']).toContain('sandbox');
  expect((await request.get(address)).status()).toBe(401);
});
