import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { env, forgetEnv } from '../env';
import { diskStore } from './disk-store';
import { s3Store, signed } from './s3-store';

const settings = {
  bucket: 'examplebucket',
  region: 'us-east-1',
  accessKey: 'AKIAIOSFODNN7EXAMPLE',
  secretKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
};
const folder = mkdtempSync(join(tmpdir(), 'cater-store-'));
const objects = new Map<string, Buffer>();
let server: Server;
let endpoint: string;

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const { method, url = '', headers } = request;
    const body = await bodyOf(request);
    const at = String(headers['x-amz-date']).replace(
      /(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z/,
      '$1-$2-$3T$4:$5:$6Z',
    );
    const wanted = signed({
      ...{ method: method ?? '', url: new URL(url, endpoint), body, at: new Date(at) },
      settings: { ...settings, endpoint },
    });
    if (headers.authorization !== wanted.authorization) response.statusCode = 403;
    else if (method === 'PUT') objects.set(url, body);
    else if (method === 'DELETE') objects.delete(url);
    else if (!objects.has(url)) response.statusCode = 404;
    response.end(method === 'GET' ? objects.get(url) : undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

describe.each(['disk', 's3'] as const)('the store on %s', (kind) => {
  const open = () => (kind === 'disk' ? diskStore(folder) : s3Store({ ...settings, endpoint }));

  test('keeps, gives back, replaces and takes away', async () => {
    const key = 'a1/b2/large.webp';
    expect(await open().get(key)).toBeUndefined();
    await open().put(key, Buffer.from('one'), 'image/webp');
    await open().put(key, Buffer.from('two'), 'image/webp');
    expect(String(await open().get(key))).toBe('two');
    await open().remove(key);
    await open().remove(key);
    expect(await open().get(key)).toBeUndefined();
  });

  test.each(['../out.webp', '/etc/passwd', 'a/../../b.webp', 'a//b.webp', 'A.webp', 'a.webp?x', ''])(
    'has no way to %j',
    async (key) => {
      await expect(open().get(key)).rejects.toThrow(/Not a key/);
    },
  );
});

test('files on disk are for this user only', async () => {
  await diskStore(folder).put('mode/x.webp', Buffer.from('x'), 'image/webp');
  expect(statSync(join(folder, 'mode', 'x.webp')).mode & 0o777).toBe(0o600);
});

test('a store that refuses is a fault, not an empty one', async () => {
  const wrong = s3Store({ ...settings, endpoint, secretKey: 'another' });
  await expect(wrong.get('a/x.webp')).rejects.toThrow(/403/);
});

test('a store of which half is set stops the start', () => {
  process.env.STORE_S3_ENDPOINT = 'https://s3.example.test';
  forgetEnv();
  try {
    expect(() => env()).toThrow(/STORE_S3_BUCKET, STORE_S3_ACCESS_KEY, STORE_S3_SECRET_KEY/);
  } finally {
    delete process.env.STORE_S3_ENDPOINT;
    forgetEnv();
  }
});
