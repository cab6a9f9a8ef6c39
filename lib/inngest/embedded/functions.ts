import { parseSchedule, type Schedule } from './cron';
import { parseDuration } from './durations';
import type { RunnerEvent } from './events';
import { checkExpression } from './expressions';
import type { ThrottleRate } from './throttle';

export type Trigger = { event: string; filter?: string };
export type ConcurrencyLimit = { limit: number; key?: string; shared: boolean };
export type CancelRule = { event: string; filter?: string; timeoutMs?: number };

/** A function as the runner executes it, checked. */
export type FunctionDefinition = {
  id: string;
  triggers: Trigger[];
  schedules: Schedule[];
  maxAttempts: number;
  idempotency?: string;
  concurrency: ConcurrencyLimit[];
  throttle?: ThrottleRate & { key?: string };
  cancelOn: CancelRule[];
};

/** A run that is to be made of a function, because of an event. */
export type RunRequest = {
  definition: FunctionDefinition;
  event: RunnerEvent;
  /** Starts once per key in 24 hours; undefined starts always. */
  dedupeKey?: string;
  /** Set for an invoked run: its caller knows it by this id. */
  id?: string;
};

/** A function's configuration as the SDK reports it when synced. */
export type SyncedFunction = {
  id: string;
  triggers?: { event?: string; expression?: string | null; cron?: string; jitter?: string }[];
  steps?: { step?: { retries?: { attempts?: number } } };
  idempotency?: string;
  concurrency?: ConcurrencyOption | ConcurrencyOption[];
  throttle?: { limit: number; period: string; burst?: number; key?: string };
  cancel?: { event: string; if?: string; timeout?: string }[];
  [option: string]: unknown;
};
type ConcurrencyOption = number | { limit: number; key?: string; scope?: string };

const unsupportedOptions = ['batchEvents', 'debounce', 'rateLimit', 'singleton', 'priority', 'timeouts'];
/** What the Inngest server takes when a function doesn't say: the first attempt and four retries. */
const defaultRetries = 4;

export class UnsupportedFunctionError extends Error {
  override readonly name = 'UnsupportedFunctionError';
  constructor(functionId: string, reason: string) {
    super(`Function "${functionId}" can't run on the embedded runner: ${reason}`);
  }
}

/** Checks a synced function. Throws UnsupportedFunctionError naming the function and what can't run. */
export function defineFunction(synced: SyncedFunction): FunctionDefinition {
  const unsupported = unsupportedOptions.find(
    (option) => synced[option] !== undefined && synced[option] !== null,
  );
  if (unsupported) throw new UnsupportedFunctionError(synced.id, `option "${unsupported}" is not supported`);
  try {
    return {
      id: synced.id,
      ...readTriggers(synced),
      maxAttempts: (synced.steps?.step?.retries?.attempts ?? defaultRetries) + 1,
      idempotency: expression(synced.idempotency),
      concurrency: readConcurrency(synced),
      throttle: readThrottle(synced),
      cancelOn: (synced.cancel ?? []).map((rule) => ({
        event: eventName(rule.event),
        filter: expression(rule.if),
        timeoutMs: rule.timeout ? parseDuration(rule.timeout) : undefined,
      })),
    };
  } catch (error) {
    throw new UnsupportedFunctionError(synced.id, error instanceof Error ? error.message : String(error));
  }
}

function expression(source: string | null | undefined): string | undefined {
  if (!source) return undefined;
  try {
    checkExpression(source);
  } catch (error) {
    throw new Error(`expression "${source}": ${error instanceof Error ? error.message : error}`);
  }
  return source;
}

function eventName(name: string): string {
  if (name.includes('*')) throw new Error(`event pattern "${name}" is not supported`);
  return name;
}

function readTriggers(synced: SyncedFunction): Pick<FunctionDefinition, 'triggers' | 'schedules'> {
  const triggers: Trigger[] = [];
  const schedules: Schedule[] = [];
  for (const trigger of synced.triggers ?? []) {
    if (trigger.jitter) throw new Error('option "jitter" is not supported');
    if (trigger.cron) schedules.push(parseSchedule(trigger.cron));
    if (trigger.event) {
      triggers.push({ event: eventName(trigger.event), filter: expression(trigger.expression) });
    }
  }
  return { triggers, schedules };
}

function readConcurrency({ concurrency }: SyncedFunction): ConcurrencyLimit[] {
  const options = concurrency === undefined || concurrency === null ? [] : [concurrency].flat();
  if (options.length > 2) throw new Error('more than two concurrency limits');
  return options
    .map((option) => (typeof option === 'number' ? { limit: option } : option))
    .filter(({ limit }) => limit > 0)
    .map(({ limit, key, scope = 'fn' }) => {
      if (scope !== 'fn' && !key) throw new Error(`concurrency scope "${scope}" needs a key`);
      return { limit, key: expression(key), shared: scope !== 'fn' };
    });
}

function readThrottle({ throttle }: SyncedFunction): FunctionDefinition['throttle'] {
  if (!throttle) return undefined;
  const { limit, period, burst = 0, key } = throttle;
  if (limit < 1) throw new Error('throttle limit must be at least 1');
  return { limit, periodMs: parseDuration(period), burst, key: expression(key) };
}
