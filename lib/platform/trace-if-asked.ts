import 'server-only';
import { env } from './env';

/** Begins to trace where OTEL_EXPORTER_OTLP_ENDPOINT says where to; nothing of it is loaded otherwise. */
export async function traceIfAsked(): Promise<void> {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_SERVICE_NAME: service } = env();
  if (!endpoint) return;
  const { startTracing } = await import('./tracing');
  const { stop } = startTracing({ endpoint, service });
  process.once('SIGTERM', () => void stop());
}
