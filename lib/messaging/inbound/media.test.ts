import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { forgetEnv } from '@/lib/platform/env';
import { fetchMedia, isOwnMedia, isStore, mediaLimit } from './media';

const accountSid = `AC${'a'.repeat(32)}`;
const messageSid = `MM${'b'.repeat(32)}`;
const account = { accountSid, authToken: 'secret-canary' };
const owner = { accountSid, messageSid };
const path = `/2010-04-01/Accounts/${accountSid}/Messages/${messageSid}/Media/ME${'c'.repeat(32)}`;
const api = 'https://api.twilio.com';

describe('the account’s token is shown to the medium of the message alone', () => {
  test('which has one address', () => expect(isOwnMedia(api + path, owner, undefined)).toBe(true));

  test.each([
    `${api}/2010-04-01/Accounts/${accountSid}.json`,
    `${api}/2010-04-01/Accounts/${accountSid}/Messages/${messageSid}/Media/../../../../${accountSid}.json`,
    `${api}/2010-04-01/Accounts/${accountSid}/Messages/${messageSid}/Media/%2e%2e/ME${'c'.repeat(32)}`,
    `${api}/2010-04-01/Accounts/${accountSid}/Messages/${messageSid}/Media.json`,
    `${api}/2010-04-01/Accounts/${accountSid}/Messages/${messageSid}.json`,
    `${api}${path}.json`,
    `${api}${path}/../x`,
    `${api}${path}?x=1`,
    `${api}${path}#x`,
    `${api}${path} `,
    `${api}/${path}`,
    `${api}${path.replace(accountSid, `AC${'d'.repeat(32)}`)}`,
    `${api}${path.replace(messageSid, `MM${'d'.repeat(32)}`)}`,
    `http://api.twilio.com${path}`,
    `https://api.twilio.com:8443${path}`,
    `https://user:pass@api.twilio.com${path}`,
    `https://api.twilio.com@evil.example${path}`,
    `https://api.twilio.com.evil.example${path}`,
    `https://evil.example${path}`,
    `https://messaging.twilio.com${path}`,
    `https://media.twiliocdn.com${path}`,
    'http://169.254.169.254/latest/meta-data',
    'file:///etc/passwd',
    'not an address',
    '',
  ])('never %s', (address) => expect(isOwnMedia(address, owner, undefined)).toBe(false));

  test('an owner that is no SID has no media', () => {
    for (const odd of ['', '..', `AC${'a'.repeat(31)}`, `AC${'a'.repeat(32)}/x`])
      expect(isOwnMedia(api + path.replace(accountSid, odd), { ...owner, accountSid: odd }, undefined)).toBe(
        false,
      );
    expect(isOwnMedia(api + path.replace(messageSid, ''), { ...owner, messageSid: '' }, undefined)).toBe(
      false,
    );
  });
});

describe('where a redirect may lead', () => {
  test.each([
    'https://media.twiliocdn.com/AC1/x',
    'https://s3-external-1.amazonaws.com/media.twiliocdn.com/AC1/x',
    `${api}/x`,
  ])('%s', (address) => expect(isStore(address, undefined)).toBe(true));

  test.each([
    'http://api.twilio.com/x',
    'https://api.twilio.com.evil.example/x',
    'https://user:pass@api.twilio.com/x',
    'https://api.twilio.com:8443/x',
    'https://s3-external-1.amazonaws.com/other-bucket/x',
    'http://169.254.169.254/latest/meta-data',
    'http://127.0.0.1:5432/',
    'file:///etc/passwd',
    'not an address',
  ])('never %s', (address) => expect(isStore(address, undefined)).toBe(false));
});

describe('fetching', () => {
  let twilio: Server;
  let other: Server;
  let base: string;
  let stranger: string;
  let answer: RequestListener;
  const heard: (string | undefined)[] = [];
  const listen = async (server: Server) => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };

  beforeEach(async () => {
    heard.length = 0;
    twilio = createServer((request, response) => answer(request, response));
    other = createServer((request, response) => {
      heard.push(request.headers.authorization);
      response.end('other');
    });
    base = await listen(twilio);
    stranger = await listen(other);
    process.env.TWILIO_API_BASE = base;
    forgetEnv();
  });
  afterEach(() => {
    delete process.env.TWILIO_API_BASE;
    forgetEnv();
    twilio.close();
    other.close();
  });

  const own = () => fetchMedia(base + path, { account, messageSid });

  test('brings the bytes and shows the API our credentials', async () => {
    answer = (request, response) => {
      const known =
        request.headers.authorization ===
        `Basic ${Buffer.from(`${accountSid}:secret-canary`).toString('base64')}`;
      response.writeHead(known ? 200 : 401, { 'content-type': 'image/png' }).end('photo');
    };
    const media = await own();
    expect([media.contentType, media.bytes.toString()]).toEqual(['image/png', 'photo']);
  });

  test('another path of the API’s host never hears the token', async () => {
    const asked: string[] = [];
    answer = (request, response) => {
      asked.push(request.url ?? '');
      response.end(JSON.stringify({ auth_token: 'secret-canary' }));
    };
    await expect(
      fetchMedia(`${base}/2010-04-01/Accounts/${accountSid}.json`, { account, messageSid }),
    ).rejects.toThrow('not this message’s medium');
    expect(asked).toEqual([]);
  });

  test('a redirect gets no credentials, on the same host neither', async () => {
    const shown: (string | undefined)[] = [];
    answer = (request, response) => {
      shown.push(request.headers.authorization);
      if (request.url === path)
        response.writeHead(307, { location: `/2010-04-01/Accounts/${accountSid}.json` }).end();
      else response.end('photo');
    };
    await own();
    expect(shown).toEqual([expect.stringMatching(/^Basic /), undefined]);
  });

  test('follows no redirect to a stranger and never tells them anything', async () => {
    answer = (_request, response) => response.writeHead(302, { location: `${stranger}/canary` }).end();
    await expect(own()).rejects.toThrow('away from Twilio');
    await expect(fetchMedia(stranger + path, { account, messageSid })).rejects.toThrow('not this message’s');
    expect(heard).toEqual([]);
  });

  test('stops at the limit, at endless redirects and at an error', async () => {
    answer = (_request, response) => {
      response.writeHead(200);
      const chunk = Buffer.alloc(1024 * 1024);
      for (let sent = 0; sent <= mediaLimit; sent += chunk.length) response.write(chunk);
      response.end();
    };
    await expect(own()).rejects.toThrow('too large');
    answer = (_request, response) => response.writeHead(302, { location: '/again' }).end();
    await expect(own()).rejects.toThrow('Too many redirects');
    answer = (_request, response) => response.writeHead(404).end();
    await expect(own()).rejects.toThrow('404');
  });
});
