import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { forgetEnv } from '@/lib/platform/env';
import { fetchMedia, hostOf, mediaLimit } from './media';

const account = { accountSid: 'AC1', authToken: 'secret-canary' };

describe('where media may come from', () => {
  test.each([
    'https://api.twilio.com/2010-04-01/Accounts/AC1/Messages/MM1/Media/ME1',
    'https://media.twiliocdn.com/AC1/x',
    'https://s3-external-1.amazonaws.com/media.twiliocdn.com/AC1/x',
  ])('%s', (address) => expect(hostOf(address, undefined)).toBeDefined());

  test.each([
    'http://api.twilio.com/x',
    'https://api.twilio.com.evil.example/x',
    'https://evil.example/api.twilio.com',
    'https://api.twilio.com@evil.example/x',
    'https://user:pass@api.twilio.com/x',
    'https://api.twilio.com:8443/x',
    'https://s3-external-1.amazonaws.com/other-bucket/x',
    'http://169.254.169.254/latest/meta-data',
    'http://127.0.0.1:5432/',
    'file:///etc/passwd',
    'not an address',
  ])('never %s', (address) => expect(hostOf(address, undefined)).toBeUndefined());
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

  test('brings the bytes and shows the API our credentials', async () => {
    answer = (request, response) => {
      const known =
        request.headers.authorization === `Basic ${Buffer.from('AC1:secret-canary').toString('base64')}`;
      response.writeHead(known ? 200 : 401, { 'content-type': 'image/png' }).end('photo');
    };
    const media = await fetchMedia(`${base}/Media/ME1`, account);
    expect([media.contentType, media.bytes.toString()]).toEqual(['image/png', 'photo']);
  });

  test('follows no redirect to a stranger and never tells them anything', async () => {
    answer = (_request, response) => response.writeHead(302, { location: `${stranger}/canary` }).end();
    await expect(fetchMedia(`${base}/Media/ME1`, account)).rejects.toThrow('not Twilio’s');
    await expect(fetchMedia(`${stranger}/x`, account)).rejects.toThrow('not Twilio’s');
    expect(heard).toEqual([]);
  });

  test('stops at the limit, at endless redirects and at an error', async () => {
    answer = (_request, response) => {
      response.writeHead(200);
      const chunk = Buffer.alloc(1024 * 1024);
      for (let sent = 0; sent <= mediaLimit; sent += chunk.length) response.write(chunk);
      response.end();
    };
    await expect(fetchMedia(`${base}/big`, account)).rejects.toThrow('too large');
    answer = (_request, response) => response.writeHead(302, { location: '/again' }).end();
    await expect(fetchMedia(`${base}/again`, account)).rejects.toThrow('Too many redirects');
    answer = (_request, response) => response.writeHead(404).end();
    await expect(fetchMedia(`${base}/gone`, account)).rejects.toThrow('404');
  });
});
