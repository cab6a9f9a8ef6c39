import { securityRules } from '../db/enums-of-security';
import {
  type Finding,
  findTrouble,
  grouped,
  newPlace,
  type Severity,
  usualHours,
} from '../lib/security/rules';
import type { Year } from './ordinary-year';

const hourMs = 3_600_000;
const graver: Record<Severity, number> = { low: 0, medium: 1, high: 2 };

/**
 * How often the rules of security speak in a year in which nothing is wrong, each after its rest, as managers would be told.
 * Prints a line of JSON a rule; `npm run -s security:false-alarms -- SEED` takes another year.
 */
export function falseAlarms({ days, hours, signIns }: Year) {
  const raised = new Map<string, number>();
  const resting = new Map<string, { until: number; severity: Severity }>();
  const hear = ({ rule, userId, severity, quietHours }: Finding, at: number) => {
    const key = `${rule} ${userId}`;
    const rests = resting.get(key);
    if (rests && rests.until > at && graver[rests.severity] >= graver[severity]) return;
    resting.set(key, { until: at + quietHours * hourMs, severity });
    raised.set(rule, (raised.get(rule) ?? 0) + 1);
  };

  const byHour = grouped(hours, ({ hour }) => hour.getTime());
  const first = Math.min(...byHour.keys());
  const last = Math.max(...byHour.keys());
  for (let at = first; at <= last; at += hourMs) {
    const window = Array.from({ length: 26 }, (_, back) => byHour.get(at - back * hourMs) ?? []).flat();
    const now = new Date(at + hourMs - 60_000);
    const found = findTrouble({ hours: window, now, timeZone: 'Africa/Accra', ...usualHours });
    for (const finding of found) hear(finding, now.getTime());
  }

  const known = new Map<string, { browsers: Set<string>; networks: Map<string, number> }>();
  for (const { userId, at, network, browser } of signIns) {
    const person = known.get(userId) ?? { browsers: new Set(), networks: new Map() };
    known.set(userId, person);
    const networks = [...person.networks].flatMap(([name, seen]) =>
      at.getTime() - seen < 90 * 24 * hourMs ? [name] : [],
    );
    const finding = newPlace({ userId, knownBrowser: person.browsers.has(browser), network, networks });
    if (finding) hear(finding, at.getTime());
    person.browsers.add(browser);
    person.networks.set(network, at.getTime());
  }

  return securityRules.map((rule) => {
    const n = raised.get(rule) ?? 0;
    return { rule, days, raised: n, perMonth: Math.round((n / days) * 30.44 * 100) / 100 };
  });
}
