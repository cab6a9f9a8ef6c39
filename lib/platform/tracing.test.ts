import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { trace } from '@opentelemetry/api';
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { actAs } from '@/db/session';
import { forgetEnv } from './env';
import { receiveRequests } from './receive-requests';
import { inSpan, tracing } from './trace';
import { traceIfAsked } from './trace-if-asked';
import { startTracing } from './tracing';

type Value = { stringValue?: string; intValue?: number };
type Span = {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  status: { code?: number };
  attributes: { key: string; value: Value }[];
};
type Told = {
  resourceSpans: {
    resource: { attributes: { key: string; value: Value }[] };
    scopeSpans: { spans: Span[] }[];
  }[];
};

let collector: Server;
let endpoint: string;
let told: { path: string; body: string }[];
beforeEach(async () => {
  told = [];
  collector = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    told.push({ path: request.url ?? '', body: Buffer.concat(chunks).toString() });
    response.setHeader('content-type', 'application/json');
    response.end('{}');
  });
  collector.listen(0, '127.0.0.1');
  await once(collector, 'listening');
  endpoint = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
});
afterEach(() => {
  collector.closeAllConnections();
  collector.close();
  delete process.env.OTEL_EXPORTER_OTLP_ENDPOINT;
  forgetEnv();
});

test('a request, its visit to the database and the message that it sends are told as one trace, without what was asked', async () => {
  const { stop } = startTracing({ endpoint, service: 'cater-test' });
  const receiving = receiveRequests();
  const app = createServer(async (_request, response) => {
    await inSpan('send message', { 'cater.channel': 'mail' }, () =>
      actAs({ role: 'runner', name: 'test' }, (tx) => tx.execute(sql`select 'a secret of somebody'`)),
    );
    await inSpan('broken', {}, () => Promise.reject(new TypeError('a secret in an error'))).catch(
      () => undefined,
    );
    // As Next tells of it, before it knows the page.
    const address = '/q/secret-token?name=secret';
    trace
      .getTracer('next.js')
      .startSpan(`GET ${address}`, {
        attributes: {
          'next.span_type': 'BaseServer.handleRequest',
          'next.span_name': `GET ${address}`,
          'http.method': 'GET',
          'http.target': address,
        },
      })
      .end();
    response.statusCode = 503;
    response.end();
  });
  app.listen(0, '127.0.0.1');
  await once(app, 'listening');
  const answer = await fetch(
    `http://127.0.0.1:${(app.address() as AddressInfo).port}/q/secret-token?name=secret`,
    {
      headers: { connection: 'close' },
    },
  );
  await answer.text();
  app.close();
  await once(app, 'close');
  receiving();
  await stop();

  expect(told.map(({ path }) => path)).toEqual(['/v1/traces']);
  const body = told[0]?.body ?? '';
  expect(body).not.toContain('secret');
  const { resourceSpans } = JSON.parse(body) as Told;
  expect(JSON.stringify(resourceSpans[0]?.resource)).toContain('cater-test');
  const spans = resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans));
  const named = (name: string) =>
    spans.find((span) => span.name === name && !JSON.stringify(span).includes('next.span'));
  const request = named('GET other');
  const message = named('send message');
  expect(spans.map(({ name }) => name).sort()).toEqual([
    // Ours and Next's.
    'GET other',
    'GET other',
    'broken',
    'database visit',
    'send message',
  ]);
  expect(new Set(spans.map(({ traceId }) => traceId)).size).toBe(1);
  expect(message?.parentSpanId).toBe(request?.spanId);
  expect(named('database visit')?.parentSpanId).toBe(message?.spanId);
  const attributes = Object.fromEntries(request?.attributes.map(({ key, value }) => [key, value]) ?? []);
  expect(attributes['http.response.status_code']).toEqual({ intValue: 503 });
  expect(attributes['cater.request_id']?.stringValue).toBe(answer.headers.get('x-request-id'));
  expect(named('broken')?.attributes).toEqual([{ key: 'error.type', value: { stringValue: 'TypeError' } }]);
});

test('without an address nothing is traced', async () => {
  await traceIfAsked();
  expect(tracing()).toBeUndefined();
  expect(await inSpan('x', {}, async () => 7)).toBe(7);
  expect(told).toEqual([]);
});
