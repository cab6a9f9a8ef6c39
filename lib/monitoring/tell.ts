import { percentile, totalOf } from '@/lib/platform/meters/histogram';
import type { Range } from './filter';
import type { HistoryRow, OperatorView } from './queries';
import { asTyped, fieldOf, isSettable, type Thresholds } from './thresholds/rules';
import { addRoutes, altogether, asOne, type Brief, type RouteFigures, type Sample } from './watching/figures';
import { isRule, type RuleName, ruleNames, ruleOf, sayValue } from './watching/rules';

/** Points of one chart at most; more are put together. */
const mostPoints = 24;
const mostRoutes = 40;

export type RouteLine = {
  name: string;
  kind: string;
  requests: number;
  p50: number | null;
  p95: number | null;
  p99: number | null;
  errors: number;
};

export type Installation = ReturnType<typeof tellInstallation>;

/** What whoever runs the installation is shown of a stretch of its history. */
export function tellInstallation(
  view: OperatorView,
  history: readonly HistoryRow[],
  { range, limits }: { range: Range; limits: Thresholds },
) {
  const line = asOne(history.map(({ at, brief }) => ({ at: new Date(at), brief })));
  const whole = altogether(line);
  const latest = line.at(-1)?.brief;
  const routes = history.reduce<RouteFigures>((sum, row) => addRoutes(sum, row.routes ?? {}), {});
  return {
    range,
    processes: view.processes.length,
    measuredAt: line.at(-1)?.at ?? null,
    now: latest ? plain(latest) : null,
    whole: whole
      ? {
          ...plain(whole),
          p50: percentile(whole.times, 0.5),
          p95: percentile(whole.times, 0.95),
          p99: percentile(whole.times, 0.99),
        }
      : null,
    points: pointsOf(line),
    routes: tellRoutes(routes),
    rules: ruleNames.map((name) => tellRule(name, view, limits[name])),
    statements: view.statements.map(({ times, ...rest }) => ({ ...rest, p95: percentile(times, 0.95) })),
    backups: view.backups,
  };
}

/** Without the durations, which are told as percentiles. */
function plain({ times: _times, ...figures }: Brief): Omit<Brief, 'times'> {
  return figures;
}

/** A line of time as so many points, each of as many samples. */
export function pointsOf(line: readonly Pick<Sample, 'at' | 'brief'>[]) {
  const size = Math.max(1, Math.ceil(line.length / mostPoints));
  const points: {
    at: Date;
    requests: number;
    errors: number;
    p95: number | null;
    loopP99: number;
    rssMb: number;
  }[] = [];
  for (let n = 0; n < line.length; n += size) {
    const part = line.slice(n, n + size);
    const sum = altogether(part);
    const first = part[0];
    if (!sum || !first) continue;
    const { requests = 0, errors = 0, loopP99 = 0, rssMb = 0 } = sum;
    points.push({ at: first.at, requests, errors, p95: percentile(sum.times, 0.95), loopP99, rssMb });
  }
  return points;
}

/** Those that took most of the time first. */
function tellRoutes(routes: RouteFigures): RouteLine[] {
  return Object.entries(routes)
    .sort(([, one], [, other]) => other.ms - one.ms)
    .slice(0, mostRoutes)
    .map(([key, { c, e }]) => {
      const [kind = '', name = ''] = key.split(' ');
      const at = (share: number) => percentile(c, share);
      return { name, kind, requests: totalOf(c), p50: at(0.5), p95: at(0.95), p99: at(0.99), errors: e };
    });
}

function tellRule(name: RuleName, { rules, thresholds }: OperatorView, threshold: number) {
  const held = rules.find(({ rule }) => isRule(rule) && rule === name);
  return {
    rule: name,
    label: ruleOf(name).label,
    advice: ruleOf(name).advice,
    urgent: Boolean(ruleOf(name).urgent),
    raisedAt: held?.raisedAt ?? null,
    value: held?.value === null || held?.value === undefined ? null : sayValue(name, held.value),
    threshold: sayValue(name, threshold),
    /** What may be set of it; null where it says whether something broke. */
    limit: isSettable(name)
      ? {
          ...{ rule: name, ...fieldOf(name), typed: asTyped(name, threshold) },
          ...{ usual: asTyped(name, ruleOf(name).threshold), isSet: name in thresholds },
        }
      : null,
  };
}
