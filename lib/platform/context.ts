import 'server-only';
import { AsyncLocalStorage } from 'node:async_hooks';

/** What is being worked on: a request that came in, or a run of a job. Each line of the log carries it. */
export type Context = { requestId: string } | { runId: string; job: string };

const key = Symbol.for('cater.context');
const kept = globalThis as unknown as { [key]?: AsyncLocalStorage<Context> };

// On `globalThis`, because requests come in and pages are rendered in two bundles of their own.
function storage(): AsyncLocalStorage<Context> {
  kept[key] ??= new AsyncLocalStorage();
  return kept[key];
}

/** Runs `work` as part of a request or a run; whatever it awaits and sets off belongs to it too. */
export const inContext = <T>(context: Context, work: () => T): T => storage().run(context, work);

/** The request or run that this code works for; undefined in what the process does by itself. */
export const currentContext = (): Context | undefined => storage().getStore();
