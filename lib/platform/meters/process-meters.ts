import 'server-only';
import { type IntervalHistogram, monitorEventLoopDelay } from 'node:perf_hooks';
import { Histogram } from './histogram';
import { Routes } from './routes';

/** What this process measures of itself, since it began. */
export type ProcessMeters = {
  routes: Routes;
  /** All requests but files of the build, whatever they asked for. */
  requests: Histogram;
  errors: number;
  limited: number;
  /** Requests that were told to come back since too many were under way. */
  shed: number;
  /** Requests under way, and those that wait for their turn. */
  active: number;
  queued: number;
  /** Nanoseconds; begun anew each time it is read. */
  loop: IntervalHistogram | undefined;
};

const key = Symbol.for('cater.process-meters');
const kept = globalThis as unknown as { [key]?: ProcessMeters };

// On `globalThis`, because requests come in and pages are rendered in two bundles of their own.
export function processMeters(): ProcessMeters {
  kept[key] ??= {
    routes: new Routes({ staticRoutes: [], dynamicRoutes: [] }),
    requests: new Histogram(),
    errors: 0,
    limited: 0,
    shed: 0,
    active: 0,
    queued: 0,
    loop: undefined,
  };
  return kept[key];
}

/** Begins to measure how late the event loop comes to its work, every 20 ms. */
export function watchLoop(): void {
  const meters = processMeters();
  if (meters.loop) return;
  meters.loop = monitorEventLoopDelay({ resolution: 20 });
  meters.loop.enable();
}

/** Milliseconds beyond the 20 that it sleeps, since this was last asked; zeros before it is watched. */
export function takeLoopDelay(): { p99: number; most: number } {
  const { loop } = processMeters();
  if (!loop) return { p99: 0, most: 0 };
  const late = (nanoseconds: number) => Math.max(0, nanoseconds / 1e6 - 20);
  const taken = { p99: late(loop.percentile(99)), most: late(loop.max) };
  loop.reset();
  return taken;
}
