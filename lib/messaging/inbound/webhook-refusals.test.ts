import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { openPool } from '@/db/client';
import { makeCompany } from '@/db/factories/company';
import { alerts } from '@/db/schema/cases';
import { messages, senders } from '@/db/schema/messaging';
import { actAs } from '@/db/session';
import { messageOwners } from '@/lib/message-owners';
import { forgetEnv } from '@/lib/platform/env';
import { seal } from '../channels/twilio/seal-token';
import { newSid, signedRequest } from '../testing/signed';
import { inboundPath, makeWebhooks, type TestWebhooks } from '../testing/webhooks';
import { answerInbound, answerStatus } from './webhooks';

vi.mock('@/lib/inngest/client', () => ({
  inngest: { send: async () => undefined, createFunction: () => ({}) },
}));

let hooks: TestWebhooks;

beforeAll(async () => {
  // Behind a proxy of ours: only then is the request id, by which the trail is found here, the caller's.
  process.env.TRUSTED_PROXIES = '1';
  forgetEnv();
  hooks = await makeWebhooks();
});

afterAll(() => {
  delete process.env.TRUSTED_PROXIES;
  forgetEnv();
});

/** What the trail keeps of a request that belongs to no company; only the owner of the tables sees it. */
async function auditOf(requestId: string) {
  const owner = openPool({ url: process.env.TEST_DATABASE_OWNER_URL ?? '', max: 1 });
  try {
    return await owner`select category, action, detail ->> 'hook' as hook from audit_events
      where request_id = ${requestId}`;
  } finally {
    await owner.end();
  }
}

describe('what isn’t Twilio’s', () => {
  test('a wrong, missing or foreign signature stores nothing but a security event (defect 13)', async () => {
    const before = await hooks.countMessages();
    const pairs = hooks.inboundPairs();
    const requestId = v7();
    const headers = { 'x-request-id': requestId };
    for (const request of [
      signedRequest(pairs, { path: inboundPath, headers, signature: 'x' }),
      signedRequest(pairs, { path: inboundPath, headers, token: 'other' }),
      signedRequest(pairs, { path: inboundPath, headers: { ...headers, 'x-twilio-signature': '' } }),
      signedRequest([...pairs, ['AccountSid', 'AC9']], { path: inboundPath, headers, token: 'other' }),
    ]) {
      expect((await answerInbound(request, messageOwners.taps)).status).toBe(403);
    }
    expect(await hooks.countMessages()).toBe(before);
    expect(await auditOf(requestId)).toEqual(
      Array.from({ length: 4 }, () => ({ category: 'security', action: 'webhook_refused', hook: 'inbound' })),
    );
    // Host headers have no say in what is signed.
    const lured = signedRequest(pairs, {
      path: inboundPath,
      headers: { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' },
    });
    expect((await answerInbound(lured, messageOwners.taps)).status).toBe(200);
  });

  test('a company’s own account can’t speak for another company', async () => {
    const stranger = await makeCompany();
    const accountSid = `AC${newSid().slice(2)}`;
    await actAs(stranger.system, (tx) =>
      tx.update(senders).set({ accountSid, authTokenSealed: seal('their-token', stranger.id) }),
    );
    const own = hooks.inboundPairs({
      AccountSid: accountSid,
      To: stranger.senderAddress,
      From: 'whatsapp:+33611111111',
      WaId: '',
    });
    expect(
      (
        await answerInbound(
          signedRequest(own, { path: inboundPath, token: 'their-token' }),
          messageOwners.taps,
        )
      ).status,
    ).toBe(200);
    const before = await hooks.countMessages();
    const foreign = hooks.inboundPairs({ AccountSid: accountSid });
    expect(
      (
        await answerInbound(
          signedRequest(foreign, { path: inboundPath, token: 'their-token' }),
          messageOwners.taps,
        )
      ).status,
    ).toBe(200);
    expect(await hooks.countMessages()).toBe(before);
    // Nor can the installation's account speak for a company that has its own.
    const usurped = hooks.inboundPairs({ To: stranger.senderAddress });
    await answerInbound(signedRequest(usurped, { path: inboundPath }), messageOwners.taps);
    const theirs = await actAs(stranger.system, (tx) => tx.select().from(messages));
    expect(theirs.map((row) => row.raw?.From)).toEqual(['whatsapp:+33611111111']);
    const asked = await hooks.queueTarget();
    const report = hooks.statusRequest(asked, {
      sid: newSid(),
      status: 'failed',
      account: accountSid,
      token: 'their-token',
    });
    expect((await answerStatus(report)).status).toBe(204);
    expect((await hooks.read(asked.messageId)).status).toBe('waiting');
  });

  test.each([
    [
      'too large',
      () => signedRequest(hooks.inboundPairs({ Body: 'x'.repeat(70_000) }), { path: inboundPath }),
      413,
    ],
    ['no SID', () => signedRequest(hooks.inboundPairs({ MessageSid: 'nope' }), { path: inboundPath }), 400],
    [
      'another content type',
      () =>
        signedRequest(hooks.inboundPairs(), { path: inboundPath, headers: { 'content-type': 'text/plain' } }),
      415,
    ],
    [
      'an unknown number of ours',
      () => signedRequest(hooks.inboundPairs({ To: 'whatsapp:+19998887777' }), { path: inboundPath }),
      200,
    ],
  ])('%s is answered without a fault', async (_name, make, status) => {
    const before = await hooks.countMessages();
    expect((await answerInbound(make(), messageOwners.taps)).status).toBe(status);
    expect(await hooks.countMessages()).toBe(before);
  });

  test('a message to a number of ours without a sender is seen by the office, once and without who wrote', async () => {
    const own = await makeCompany();
    const accountSid = `AC${newSid().slice(2)}`;
    await actAs(own.system, (tx) =>
      tx.update(senders).set({ accountSid, authTokenSealed: seal('own-token', own.id) }),
    );
    const write = () =>
      answerInbound(
        signedRequest(
          hooks.inboundPairs({
            AccountSid: accountSid,
            MessageSid: newSid(),
            To: 'whatsapp:+19998887700',
            From: 'whatsapp:+33611111112',
          }),
          { path: inboundPath, token: 'own-token' },
        ),
        messageOwners.taps,
      );
    expect([(await write()).status, (await write()).status]).toEqual([200, 200]);
    const open = await actAs(own.manager, (tx) => tx.select().from(alerts));
    expect(open).toMatchObject([{ kind: 'unknown_recipient', about: { number: '+19998887700' } }]);
    expect(JSON.stringify(open)).not.toContain('33611111112');
  });

  test('a body without a declared length is cut off at the limit', async () => {
    const endless = new ReadableStream({
      pull: (controller) => controller.enqueue(new TextEncoder().encode('a=b&'.repeat(4096))),
    });
    const request = new Request(`http://inside.invalid${inboundPath}`, {
      method: 'POST',
      body: endless,
      duplex: 'half',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': 'x' },
    } as RequestInit);
    expect((await answerInbound(request, messageOwners.taps)).status).toBe(413);
  });
});
