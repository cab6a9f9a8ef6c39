import { retryAfterMs } from './backoff';
import { runError } from './end-run';

/** One thing that the SDK reported in answer to a call. `id` is the step's hash. */
export type Op = {
  id: string;
  op: string;
  name?: string;
  displayName?: string;
  data?: unknown;
  error?: unknown;
  opts?: {
    timeout?: string;
    if?: string;
    function_id?: string;
    payload?: { data?: unknown; v?: string };
    parallelMode?: string;
  };
};

/** What one SDK call came to. */
export type Outcome =
  | { kind: 'completed'; output: unknown }
  | { kind: 'step-done'; op: Op; result: { type: 'data'; data: unknown } | { type: 'error'; error: unknown } }
  | { kind: 'planned'; ops: Op[] }
  | { kind: 'failed'; error: unknown }
  | { kind: 'retry'; error: unknown; afterMs?: number };

const planned = ['StepPlanned', 'Sleep', 'WaitForEvent', 'InvokeFunction'];

export type Answer = { status: number; retryAfter: string | null; noRetry: boolean; body: string };

/** Reads the SDK's answer. `lastAttempt` turns what would be tried again into a failure. */
export function readOutcome(
  answer: Answer,
  { now, lastAttempt }: { now: number; lastAttempt: boolean },
): Outcome {
  const body = parseBody(answer.body);
  const afterMs = retryAfterMs(answer.retryAfter, now);
  if (answer.status === 200) return { kind: 'completed', output: body };
  if (answer.status === 206) return readOps([body].flat() as Op[], { lastAttempt, afterMs });
  const error = readError(body, answer);
  if (answer.status === 400 || answer.noRetry || lastAttempt) return { kind: 'failed', error };
  return { kind: 'retry', error, afterMs };
}

function readOps(ops: Op[], { lastAttempt, afterMs }: { lastAttempt: boolean; afterMs?: number }): Outcome {
  const [first] = ops;
  if (ops.length === 1 && first) {
    switch (first.op) {
      case 'StepRun':
        return { kind: 'step-done', op: first, result: { type: 'data', data: first.data ?? null } };
      case 'StepError':
        if (!lastAttempt) return { kind: 'retry', error: first.error, afterMs };
        return { kind: 'step-done', op: first, result: { type: 'error', error: first.error } };
      case 'StepFailed':
        return { kind: 'step-done', op: first, result: { type: 'error', error: first.error } };
      case 'RunComplete':
        return { kind: 'completed', output: first.data };
    }
  }
  const unknown = ops.find(({ op }) => !planned.includes(op));
  if (!unknown) return { kind: 'planned', ops };
  return { kind: 'failed', error: runError(`The embedded runner does not support "${unknown.op}"`) };
}

function readError(body: unknown, { status }: Answer): unknown {
  if (typeof body === 'object' && body !== null) {
    const { name, message, error } = body as { name?: unknown; message?: unknown; error?: unknown };
    if (typeof message === 'string') return { name: 'Error', ...body };
    if (typeof error === 'string') return runError(error);
    if (name) return runError(String(name));
  }
  return runError(`The function answered ${status}`);
}

function parseBody(text: string): unknown {
  try {
    return text === '' ? null : JSON.parse(text);
  } catch {
    return runError(`The function's answer is not JSON: ${text.slice(0, 200)}`);
  }
}
