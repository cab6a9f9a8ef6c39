import { now } from '@/lib/platform/clock';
import { inContext } from '@/lib/platform/context';
import type { Handler } from './call-transport';
import type { Claim } from './claim';
import type { SyncedFunction } from './functions';
import { type Outcome, readOutcome } from './outcome';

const endpoint = 'http://embedded.invalid/api/inngest';
const headers = { host: 'embedded.invalid', 'content-type': 'application/json' };

/** Asks the SDK for its functions (in-band sync). Throws when it refuses. */
export async function fetchFunctions(handler: Handler): Promise<SyncedFunction[]> {
  const response = await handler({
    method: 'PUT',
    url: new URL(endpoint),
    headers: { ...headers, 'x-inngest-sync-kind': 'in_band' },
    body: JSON.stringify({ url: endpoint }),
  });
  if (response.status !== 200) throw new Error(`The SDK refused to list its functions: ${response.body}`);
  return (JSON.parse(response.body) as { functions: SyncedFunction[] }).functions;
}

/** Runs one call. Never throws: what goes wrong outside of the function is tried again as its own failures are. */
export async function callFunction(request: {
  handler: Handler;
  claim: Claim;
  timeoutMs: number;
}): Promise<Outcome> {
  const { handler, claim, timeoutMs } = request;
  const lastAttempt = claim.attempt + 1 >= claim.maxAttempts;
  const url = new URL(`${endpoint}?fnId=${encodeURIComponent(claim.definition.id)}&stepId=${claim.step}`);
  const work = { runId: claim.runId, job: claim.definition.id };
  const answer = inContext(work, () =>
    handler({ method: 'POST', url, headers: headers, body: callBody(claim) }),
  ).then(({ status, headers, body }) => ({
    status,
    retryAfter: headers['retry-after'] ?? null,
    noRetry: headers['x-inngest-no-retry'] === 'true',
    body,
  }));
  const limited = await withinTime(answer, timeoutMs).catch((error: unknown) => ({
    status: 500,
    retryAfter: null,
    noRetry: false,
    body: JSON.stringify({ name: 'Error', message: error instanceof Error ? error.message : String(error) }),
  }));
  return readOutcome(limited, { now: now().getTime(), lastAttempt });
}

/** Assembled from stored JSON text: step results are neither parsed nor written again on their way. */
function callBody({ step, steps, event, runId, attempt, maxAttempts }: Claim): string {
  const done = steps.filter(({ result }) => result !== null);
  const results = done.map(({ hash, result }) => `${JSON.stringify(hash)}:${result}`).join(',');
  const waiting = done.length < steps.length;
  const ctx = {
    run_id: runId,
    attempt,
    max_attempts: maxAttempts,
    // A race goes on while siblings are open; running a step at once could then run it twice.
    disable_immediate_execution: step !== 'step' || waiting || steps.some(({ race }) => race),
    use_api: false,
    stack: { stack: done.map(({ hash }) => hash), current: done.length },
  };
  return `{"version":2,"event":${event},"events":[${event}],"steps":{${results}},"ctx":${JSON.stringify(ctx)}}`;
}

async function withinTime<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const expired = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`The call took longer than ${ms / 1000} s`)), ms);
  });
  try {
    return await Promise.race([work, expired]);
  } finally {
    clearTimeout(timer);
  }
}
