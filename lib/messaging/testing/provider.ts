import { actAs } from '@/db/session';
import { forgetEnv } from '@/lib/platform/env';
import { type Simulator, startSimulator } from '@/simulator/server';
import { registerTemplates } from '../templates/register-templates';

export type TestProvider = {
  url: string;
  control: <T = Record<string, unknown>>(path: string, body?: unknown, method?: string) => Promise<T>;
  counters: () => Promise<Record<string, number>>;
  /** The next request goes wrong in this way. */
  failNext: (fault: string, params?: Record<string, number>) => Promise<unknown>;
  close: () => Promise<void>;
};

/** A simulated Twilio in this process, answering for the account of the tests' environment. */
export async function startProvider(
  settings: Parameters<typeof startSimulator>[0]['settings'] = {},
  { mail = false }: { mail?: boolean } = {},
): Promise<TestProvider> {
  const simulator: Simulator = await startSimulator({
    accountSid: process.env.TWILIO_ACCOUNT_SID,
    authToken: process.env.TWILIO_AUTH_TOKEN ?? '',
    settings: { callbackStatuses: [], delays: { queued: 0, sent: 0, delivered: 0, read: 0 }, ...settings },
    env: {},
    ...(mail ? { mailPort: 0 } : {}),
  });
  process.env.TWILIO_API_BASE = simulator.url;
  if (simulator.mailUrl) process.env.SMTP_URL = simulator.mailUrl;
  forgetEnv();
  const control: TestProvider['control'] = async (
    path,
    body,
    method = body === undefined ? 'GET' : 'POST',
  ) => {
    const response = await fetch(`${simulator.url}/control/${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    const answer = await response.json();
    if (!response.ok) throw new Error(`control/${path}: ${JSON.stringify(answer)}`);
    return answer;
  };
  return {
    url: simulator.url,
    control,
    counters: () => control('counters'),
    failNext: (kind, params = {}) => control('faults', { kind, next: 1, params }),
    close: simulator.close,
  };
}

/** Default templates of a company, known to the provider and approved. */
export async function approveTemplates(provider: TestProvider, companyId: string): Promise<void> {
  const { sql } = await import('drizzle-orm');
  await registerTemplates(
    companyId,
    {
      accountSid: process.env.TWILIO_ACCOUNT_SID ?? '',
      authToken: process.env.TWILIO_AUTH_TOKEN ?? '',
    },
    new Date(),
  );
  const rows = await actAs({ role: 'system', companyId, name: 'test' }, (tx) =>
    tx.execute<{ content_sid: string }>(
      sql`update templates set approval = 'approved' where company_id = ${companyId} returning content_sid`,
    ),
  );
  for (const { content_sid: sid } of rows) {
    await provider.control('templates', { sid, approval: { status: 'approved' } }, 'PATCH');
  }
}
