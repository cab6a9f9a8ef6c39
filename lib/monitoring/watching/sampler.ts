import 'server-only';
import { randomUUID } from 'node:crypto';
import { takeDatabaseMeters } from '@/db/measure';
import { log } from '@/lib/platform/log';
import { checkRules } from './check-installation';
import type { Sample } from './figures';
import { type Counters, ownFigures, readCounters, routesSince, sharedFigures } from './measure';
import { keepSample } from './samples';
import { keepSlowStatements } from './slow-statements';
import { byMail, type Operator } from './tell-operators';

const minuteMs = 60_000;
/** Minutes that nothing could be kept before the operators are mailed: their bell is away with the database. */
const awayAfter = 2;

/** The minute that this process measured last, for whoever asks for it now. */
const key = Symbol.for('cater.last-sample');
const kept = globalThis as unknown as { [key]?: Sample };
export const lastSample = (): Sample | undefined => kept[key];

/** Measures this process, a minute at a time, and keeps it. Never throws. */
export class Sampler {
  private readonly instance = randomUUID();
  private before: Counters = readCounters();
  private operators: Operator[] = [];
  private failures = 0;

  /** Ends the minute before `now` (UTC), keeps what was measured in it, and holds the rules against it. */
  async turn(now: Date): Promise<void> {
    const minute = new Date(Math.floor(now.getTime() / minuteMs) * minuteMs - minuteMs);
    const database = takeDatabaseMeters();
    const [own, routes] = [ownFigures(this.before, database), routesSince(this.before)];
    this.before = readCounters();
    kept[key] = { at: minute, brief: own, routes };
    try {
      const brief = { ...own, ...(await sharedFigures(now)) };
      kept[key] = { at: minute, brief, routes };
      if (!(await keepSample(this.instance, { minute, brief, routes, now })))
        log.warn('Sixteen processes are measured already; this one keeps no history');
      await keepSlowStatements(database.slow, now);
      const { operators } = await checkRules(now);
      if (operators.length > 0) this.operators = operators;
      await this.answersAgain(now);
    } catch (error) {
      this.failures += 1;
      log.error({ error, minutes: this.failures }, 'what was measured could not be kept');
      if (this.failures === awayAfter) await this.mailAll('raise', now);
    }
  }

  private async answersAgain(now: Date): Promise<void> {
    const wasAway = this.failures >= awayAfter;
    this.failures = 0;
    if (wasAway) await this.mailAll('end', now);
  }

  private async mailAll(change: 'raise' | 'end', at: Date): Promise<void> {
    for (const operator of this.operators) await byMail(operator, { rule: 'health', change, value: 1, at });
  }
}

/** Measures this process at each minute's end until it ends. `now` reads the clock. */
export function startSampler(now: () => Date): void {
  const sampler = new Sampler();
  // Not all processes at the same moment, and after the minute is over.
  const offset = 500 + Math.floor(Math.random() * 2000);
  const wait = () => minuteMs - (now().getTime() % minuteMs) + offset;
  const next = () => {
    setTimeout(async () => {
      await sampler.turn(now());
      next();
    }, wait()).unref();
  };
  next();
}
