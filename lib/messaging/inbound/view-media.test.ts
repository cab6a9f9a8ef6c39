import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeCustomer } from '@/db/factories/booking';
import { makeCompany, type TestCompany } from '@/db/factories/company';
import { conversations, type MessageMedia, messages, senders } from '@/db/schema/messaging';
import { actAs } from '@/db/session';
import { startProvider, type TestProvider } from '../testing/provider';
import { kindOfMedia, mediaResponse, readMedium } from './view-media';

let provider: TestProvider;
let company: TestCompany;

beforeAll(async () => {
  provider = await startProvider();
  company = await makeCompany();
});
afterAll(() => provider.close());

/** A message of the company's customer with these media. */
async function receive(media: MessageMedia[], sid?: string): Promise<string> {
  const customer = await makeCustomer(company.id);
  const [conversationId, messageId] = [v7(), v7()];
  await actAs(company.system, async (tx) => {
    const address = `whatsapp:${customer.phone}`;
    await tx.insert(conversations).values({ id: conversationId, companyId: company.id, address });
    const [sender] = await tx.select({ id: senders.id }).from(senders);
    await tx.insert(messages).values({
      sid,
      senderId: sender?.id,
      id: messageId,
      companyId: company.id,
      conversationId,
      direction: 'inbound',
      kind: 'inbound',
      status: 'received',
      media,
    });
  });
  return messageId;
}

/** A photo that the simulated Twilio keeps, by its address. */
async function photoAtTwilio(): Promise<{ sid: string; url: string }> {
  const { sid } = await provider.control<{ sid: string }>('inbound', { from: '+233240000777', media: [{}] });
  const path = `/2010-04-01/Accounts/${process.env.TWILIO_ACCOUNT_SID}/Messages/${sid}/Media`;
  const authorization = `Basic ${Buffer.from(`${process.env.TWILIO_ACCOUNT_SID}:${process.env.TWILIO_AUTH_TOKEN}`).toString('base64')}`;
  const listed = await fetch(`${provider.url}${path}.json`, { headers: { authorization } });
  const { media_list: list } = (await listed.json()) as { media_list: { sid: string }[] };
  return { sid, url: `${provider.url}${path}/${list[0]?.sid}` };
}

describe('reading an attachment', () => {
  const contentType = 'image/png';

  test('staff get the photo that Twilio keeps', async () => {
    const { sid, url } = await photoAtTwilio();
    const messageId = await receive([{ url, contentType }], sid);
    const medium = await readMedium(company.staff, { messageId, index: 0 });
    expect(medium.contentType).toContain('image/png');
    expect(medium.bytes.subarray(1, 4).toString()).toBe('PNG');
  });

  test('another company’s message, an unknown one and a place beyond the last are all the same 404', async () => {
    const { sid, url } = await photoAtTwilio();
    const messageId = await receive([{ url, contentType }], sid);
    const other = await makeCompany();
    const refused = { code: 'not_found', message: 'This attachment doesn’t exist or isn’t yours.' };
    await expect(readMedium(other.manager, { messageId, index: 0 })).rejects.toMatchObject(refused);
    await expect(readMedium(company.staff, { messageId: v7(), index: 0 })).rejects.toMatchObject(refused);
    await expect(readMedium(company.staff, { messageId, index: 1 })).rejects.toMatchObject(refused);
  });

  test('an address that isn’t this message’s is never fetched, and what Twilio lost is said to be gone', async () => {
    const { sid, url } = await photoAtTwilio();
    const another = await photoAtTwilio();
    const lost = `${url.slice(0, -1)}${url.endsWith('0') ? '1' : '0'}`;
    const messageId = await receive(
      [
        { url: 'http://169.254.169.254/latest/meta-data', contentType },
        { url: `${provider.url}/2010-04-01/Accounts/${process.env.TWILIO_ACCOUNT_SID}.json`, contentType },
        { url: another.url, contentType },
        { url: lost, contentType },
      ],
      sid,
    );
    for (const index of [0, 1, 2, 3])
      await expect(readMedium(company.staff, { messageId, index })).rejects.toMatchObject({
        code: 'not_found',
        message: expect.stringContaining('any more'),
      });
  });

  test('a company whose sender has an account of its own never makes us use the installation’s', async () => {
    const { sid, url } = await photoAtTwilio();
    const messageId = await receive([{ url, contentType }], sid);
    await actAs(company.system, async (tx) => {
      const [sender] = await tx.select({ id: senders.id }).from(senders).where(eq(senders.active, true));
      await tx
        .update(senders)
        .set({ accountSid: `AC${'9'.repeat(32)}` })
        .where(eq(senders.id, sender?.id ?? ''));
    });
    await expect(readMedium(company.staff, { messageId, index: 0 })).rejects.toMatchObject({
      code: 'conflict',
    });
    // The message came through a sender that is on the installation's account; another one is active now.
    await actAs(company.system, async (tx) => {
      await tx.update(senders).set({ accountSid: null, active: false });
      await tx.insert(senders).values({
        companyId: company.id,
        name: 'New',
        accountSid: `AC${'9'.repeat(32)}`,
        messagingServiceSid: `MG${sid.slice(2)}`,
      });
    });
    await expect(readMedium(company.staff, { messageId, index: 0 })).resolves.toBeDefined();
  });
});

describe('handing an attachment out', () => {
  const headersOf = (contentType: string) =>
    Object.fromEntries(mediaResponse({ contentType, bytes: Buffer.from('x') }, 'whatsapp-1').headers);

  test('a photo is shown in place and kept by this browser only', () => {
    expect(headersOf('image/jpeg; charset=binary')).toMatchObject({
      'content-type': 'image/jpeg',
      'content-disposition': 'inline; filename="whatsapp-1.jpg"',
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, max-age=3600',
    });
  });

  test.each([
    'text/html',
    'image/svg+xml',
    'application/xhtml+xml',
    'application/pdf',
    'text/javascript',
    'IMAGE/SVG+XML; x',
    '',
  ])('%s is a file to save, whatever it claims to be', (contentType) => {
    expect(kindOfMedia(contentType)).toBe('file');
    expect(headersOf(contentType)).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': 'attachment; filename="whatsapp-1"',
    });
  });
});
