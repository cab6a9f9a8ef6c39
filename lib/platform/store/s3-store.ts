import 'server-only';
import { createHash, createHmac } from 'node:crypto';
import { now } from '@/lib/platform/clock';
import { mustBeKey, type Store } from './store-contract';

type Settings = { endpoint: string; bucket: string; region: string; accessKey: string; secretKey: string };

const timeoutMs = 15_000;
const sha256 = (data: Buffer | string) => createHash('sha256').update(data).digest('hex');
const hmac = (key: Buffer | string, text: string) => createHmac('sha256', key).update(text).digest();

type Call = { method: string; url: URL; body: Buffer; at: Date; settings: Settings };

/** The headers that AWS's Signature Version 4 asks of a request without a query: every S3-compatible store takes them. */
export function signed({ method, url, body, at, settings }: Call): Record<string, string> {
  const { accessKey, secretKey, region } = settings;
  const time = at.toISOString().replace(/[-:]|\.\d{3}/g, '');
  const day = time.slice(0, 8);
  const digest = sha256(body);
  const headers = { host: url.host, 'x-amz-content-sha256': digest, 'x-amz-date': time };
  const names = Object.keys(headers).join(';');
  const listed = Object.entries(headers)
    .map(([name, value]) => `${name}:${value}\n`)
    .join('');
  const request = [method, url.pathname, '', listed, names, digest].join('\n');
  const scope = `${day}/${region}/s3/aws4_request`;
  const toSign = ['AWS4-HMAC-SHA256', time, scope, sha256(request)].join('\n');
  const key = [day, region, 's3', 'aws4_request'].reduce<Buffer | string>(
    (by, part) => hmac(by, part),
    `AWS4${secretKey}`,
  );
  const signature = hmac(key, toSign).toString('hex');
  const { host: _, ...sent } = headers;
  return {
    ...sent,
    authorization: `AWS4-HMAC-SHA256 Credential=${accessKey}/${scope}, SignedHeaders=${names}, Signature=${signature}`,
  };
}

/** Objects of one bucket, addressed by path. Throws where the store refuses or doesn't answer in 15 seconds. */
export function s3Store(settings: Settings): Store {
  const call = async (method: string, key: string, body: Buffer = Buffer.alloc(0), contentType?: string) => {
    const url = new URL(`${settings.bucket}/${mustBeKey(key)}`, `${settings.endpoint.replace(/\/$/, '')}/`);
    const headers = signed({ method, url, body, at: now(), settings });
    const answer = await fetch(url, {
      method,
      headers: { ...headers, ...(contentType && { 'content-type': contentType }) },
      ...(method === 'PUT' && { body: new Uint8Array(body) }),
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (answer.ok || answer.status === 404) return answer;
    await answer.body?.cancel();
    throw new Error(`The store answered ${answer.status} to ${method}`);
  };
  return {
    put: async (key, bytes, contentType) => {
      const answer = await call('PUT', key, bytes, contentType);
      await answer.body?.cancel();
      if (!answer.ok) throw new Error('The store has no such bucket');
    },
    get: async (key) => {
      const answer = await call('GET', key);
      if (answer.ok) return Buffer.from(await answer.arrayBuffer());
      await answer.body?.cancel();
      return undefined;
    },
    remove: async (key) => {
      const answer = await call('DELETE', key);
      await answer.body?.cancel();
    },
  };
}
