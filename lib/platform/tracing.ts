import 'server-only';
import { context, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, type ReadableSpan, type SpanProcessor } from '@opentelemetry/sdk-trace-base';
import { NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import { watchVisits } from '@/db/measure';
import { type Attributes, writeTracing } from './trace';

/**
 * Sends traces by OTLP over HTTP to `endpoint`: a span for each request, below it those of Next, one for each visit to
 * the database, and one for each message that is given away. The standard variables of OpenTelemetry for headers and
 * sampling hold. `stop` sends what is left.
 */
export function startTracing({ endpoint, service }: { endpoint: string; service: string }): {
  stop: () => Promise<void>;
} {
  const exporter = new OTLPTraceExporter({ url: new URL('v1/traces', endpoint.replace(/\/?$/, '/')).href });
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': service }),
    spanProcessors: [withoutAddresses, new BatchSpanProcessor(exporter)],
  });
  provider.register();
  const tracer = trace.getTracer('cater');
  const start = (name: string, attributes: Attributes, kind = SpanKind.INTERNAL) =>
    tracer.startSpan(name, { kind, attributes });
  writeTracing({
    begin: (name, attributes) => {
      const span = start(name, attributes);
      return () => span.end();
    },
    request: (name, attributes, go) => {
      const span = start(name, attributes, SpanKind.SERVER);
      context.with(trace.setSpan(context.active(), span), go);
      return (status) => {
        span.setAttribute('http.response.status_code', status);
        if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
        span.end();
      };
    },
    inSpan: async (name, attributes, work) => {
      const span = start(name, attributes);
      try {
        return await context.with(trace.setSpan(context.active(), span), work);
      } catch (error) {
        fail(span, error);
        throw error;
      } finally {
        span.end();
      }
    },
  });
  watchVisits((role) => {
    const span = start(
      'database visit',
      { 'db.system.name': 'postgresql', 'cater.role': role },
      SpanKind.CLIENT,
    );
    return () => span.end();
  });
  return {
    stop: async () => {
      writeTracing(undefined);
      watchVisits(undefined);
      await provider.shutdown();
      trace.disable();
      context.disable();
    },
  };
}

/** Where Next writes an address as it was asked, with customers' keys in it. */
const addresses = ['http.target', 'http.url', 'url.full', 'url.path', 'url.query'];

/** Takes the addresses out of Next's own spans; their patterns stay. */
export const withoutAddresses: SpanProcessor = {
  onStart: () => undefined,
  onEnd: (span: ReadableSpan) => {
    const told = span as { name: string; attributes: Record<string, unknown> };
    for (const name of addresses) delete told.attributes[name];
    const type = told.attributes['next.span_type'];
    if (type === undefined) return;
    const { 'http.method': method, 'http.route': route = 'other' } = told.attributes;
    if (type === 'BaseServer.handleRequest') told.name = `${method ?? 'GET'} ${route}`;
    else if (type === 'AppRender.fetch') told.name = 'fetch';
    if ('next.span_name' in told.attributes) told.attributes['next.span_name'] = told.name;
  },
  forceFlush: async () => undefined,
  shutdown: async () => undefined,
};

/** By the kind of error alone: its message may hold what somebody said. */
function fail(span: Span, error: unknown): void {
  const type = error instanceof Error ? error.name : 'unknown';
  span.setAttribute('error.type', type);
  span.setStatus({ code: SpanStatusCode.ERROR });
}
