import { type RuleName, readThresholds, ruleNames, ruleOf } from '../watching/rules';

/**
 * Between which whole numbers a threshold may be set, in the unit that people type: per cent, milliseconds, seconds, hours. So
 * that nobody switches an alert off by a number that is never reached, nor has one that never ends. Rules without bounds say
 * whether something broke, and have no threshold. The database holds the same (`monitor_thresholds_bounds`).
 */
const bounds = {
  errors: [1, 50],
  slow_answers: [200, 30_000],
  turned_away: [1, 50],
  event_loop: [50, 5000],
  memory: [50, 98],
  connections: [50, 10_000],
  server_connections: [50, 98],
  jobs: [60, 3600],
  messages_waiting: [120, 86_400],
  answers_unread: [120, 86_400],
  messages_failing: [1, 90],
  disk: [50, 98],
  backup_age: [24, 168],
} as const satisfies Partial<Record<RuleName, readonly [least: number, most: number]>>;

export type SettableRule = keyof typeof bounds;
export const settableRules = Object.keys(bounds) as [SettableRule, ...SettableRule[]];
export const isSettable = (name: RuleName): name is SettableRule => name in bounds;

const units = { ms: 'ms', share: '%', seconds: 's', hours: 'h', none: '' } as const;

/** What is typed for a rule: its bounds and its unit. */
export function fieldOf(name: SettableRule) {
  const [least, most] = bounds[name];
  return { least, most, unit: units[ruleOf(name).unit] };
}

const scale = (name: RuleName) => (ruleOf(name).unit === 'share' ? 100 : 1);

/** A threshold as people type it: 90 for a share of 0.9. */
export const asTyped = (name: RuleName, value: number): number => Math.round(value * scale(name));
/** What was typed as the rule takes it. */
export const fromTyped = (name: RuleName, typed: number): number => typed / scale(name);

export type Thresholds = Record<RuleName, number>;

/** The threshold of each rule: what was set, else what ALERT_THRESHOLDS says, else the house's own. */
export function thresholdsOf(set: Readonly<Record<string, number>>, variable: string): Thresholds {
  const { set: byVariable } = readThresholds(variable);
  return Object.fromEntries(
    ruleNames.map((name) => [name, set[name] ?? byVariable[name] ?? ruleOf(name).threshold]),
  ) as Thresholds;
}
