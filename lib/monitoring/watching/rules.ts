import { percentile } from '@/lib/platform/meters/histogram';
import { altogether, type Brief, type Sample } from './figures';

type Minutes = readonly Pick<Sample, 'at' | 'brief'>[];

type Rule = {
  /** What is over where it is raised. */
  label: string;
  /** What the value is measured in, for words: "ms", "%", "s", "h" or nothing. */
  unit: 'ms' | 'share' | 'seconds' | 'hours' | 'none';
  /** It is trouble above this. */
  threshold: number;
  /** Minutes above before it is raised. */
  after: number;
  /** Whoever runs the installation is mailed at once. */
  urgent?: true;
  /** Of the last hour, the latest minute last. Null where it can't be told, which changes nothing. */
  value: (minutes: Minutes) => number | null;
  advice: string;
};

const latest = (minutes: Minutes): Brief | undefined => minutes.at(-1)?.brief;
const last = (minutes: Minutes, count: number): Brief | undefined => altogether(minutes.slice(-count));

/** Of so few nothing is said in shares. */
const fewestErrors = 5;
const fewestRequests = 50;

export const rules = {
  health: {
    label: 'The installation can’t do its work',
    unit: 'none',
    threshold: 0,
    after: 3,
    urgent: true,
    value: (minutes) => (latest(minutes)?.healthy === undefined ? null : 1 - (latest(minutes)?.healthy ?? 1)),
    advice: 'Ask /api/health on this machine: it says which part is broken.',
  },
  errors: {
    label: 'Too many requests fail',
    unit: 'share',
    threshold: 0.02,
    after: 1,
    urgent: true,
    value: (minutes) => {
      const { requests = 0, errors = 0 } = last(minutes, 5) ?? {};
      return requests === 0 || errors < fewestErrors ? 0 : errors / requests;
    },
    advice: 'The log has a line for each, with the request’s id and its cause.',
  },
  slow_answers: {
    label: 'Answers are slow',
    unit: 'ms',
    threshold: 1500,
    after: 5,
    value: (minutes) => {
      const { requests = 0, times = {} } = last(minutes, 5) ?? {};
      return requests < fewestRequests ? 0 : percentile(times, 0.95);
    },
    advice:
      'See which addresses and statements take the time, and whether the event loop or the connections are full.',
  },
  turned_away: {
    label: 'Requests are turned away',
    unit: 'share',
    threshold: 0.02,
    after: 2,
    value: (minutes) => {
      const { requests = 0, shed = 0 } = last(minutes, 5) ?? {};
      return requests === 0 || shed < fewestErrors ? 0 : shed / requests;
    },
    advice: 'More is asked than one process can answer. Start another one on the same database.',
  },
  event_loop: {
    label: 'The event loop comes late',
    unit: 'ms',
    threshold: 400,
    after: 3,
    value: (minutes) => latest(minutes)?.loopP99 ?? null,
    advice: 'Something keeps the processor busy: large files, or more requests than one process can answer.',
  },
  memory: {
    label: 'Memory is nearly used up',
    unit: 'share',
    threshold: 0.92,
    after: 5,
    urgent: true,
    value: (minutes) => latest(minutes)?.heapShare ?? null,
    advice: 'The process ends when it is full, and is started again. See whether it keeps growing.',
  },
  connections: {
    label: 'Work waits for connections to the database',
    unit: 'ms',
    threshold: 1000,
    after: 3,
    value: (minutes) => latest(minutes)?.poolWaitMs ?? null,
    advice: 'Raise DATABASE_POOL if PostgreSQL has connections left; see the slow statements first.',
  },
  server_connections: {
    label: 'PostgreSQL has hardly a connection left',
    unit: 'share',
    threshold: 0.85,
    after: 3,
    urgent: true,
    value: (minutes) => {
      const { connections, connectionsMost } = latest(minutes) ?? {};
      return connections === undefined || !connectionsMost ? null : connections / connectionsMost;
    },
    advice: 'Lower DATABASE_POOL, or raise max_connections.',
  },
  jobs: {
    label: 'Jobs wait too long',
    unit: 'seconds',
    threshold: 300,
    after: 2,
    urgent: true,
    value: (minutes) => latest(minutes)?.dueJobSeconds ?? null,
    advice: 'Nothing is sent and nobody reminded meanwhile. See in the log whether the runner started.',
  },
  messages_waiting: {
    label: 'Messages wait past their time',
    unit: 'seconds',
    threshold: 1200,
    after: 2,
    urgent: true,
    value: (minutes) => latest(minutes)?.overdueMessageSeconds ?? null,
    advice: 'See whether the runner works and whether Twilio and the mail server answer.',
  },
  answers_unread: {
    label: 'Customers’ messages aren’t read',
    unit: 'seconds',
    threshold: 1200,
    after: 2,
    value: (minutes) => latest(minutes)?.unreadSeconds ?? null,
    advice: 'See whether the runner works: it reads what customers write.',
  },
  messages_failing: {
    label: 'Messages fail',
    unit: 'share',
    threshold: 0.2,
    after: 1,
    value: (minutes) => {
      const { messagesOut = 0, messagesFailed = 0 } = last(minutes, 60) ?? {};
      return messagesFailed < fewestErrors ? 0 : messagesFailed / messagesOut;
    },
    advice: 'The messages’ log says why each failed; a sender may be blocked or an account without credit.',
  },
  disk: {
    label: 'The disk is nearly full',
    unit: 'share',
    threshold: 0.9,
    after: 2,
    urgent: true,
    value: (minutes) => latest(minutes)?.diskUsed ?? null,
    advice: 'A full disk stops PostgreSQL. Move old backups away, or give it more room.',
  },
  backup_age: {
    label: 'The last backup is old',
    unit: 'hours',
    threshold: 36,
    after: 2,
    urgent: true,
    value: (minutes) => latest(minutes)?.backupHours ?? null,
    advice: 'Run npm run db:backup now, and see in the launcher’s output why none was made.',
  },
  backup_failed: {
    label: 'The last backup failed',
    unit: 'none',
    threshold: 0,
    after: 1,
    urgent: true,
    value: (minutes) => latest(minutes)?.backupFailed ?? null,
    advice: 'The list of backups says why. The next one is tried within the hour.',
  },
} as const satisfies Record<string, Rule>;

export type RuleName = keyof typeof rules;
export const ruleNames = Object.keys(rules) as RuleName[];
export const isRule = (name: string): name is RuleName => name in rules;
export const ruleOf = (name: RuleName): Rule => rules[name];

/** How a value is told: "412 ms", "12 %", "27 h". */
export function sayValue(name: RuleName, value: number): string {
  const { unit } = ruleOf(name);
  if (unit === 'none') return '';
  if (unit === 'share') return `${Math.round(value * 1000) / 10} %`;
  if (unit === 'seconds' && value >= 120) return `${Math.round(value / 60)} min`;
  return `${Math.round(value)} ${{ ms: 'ms', seconds: 's', hours: 'h' }[unit]}`;
}

/** What is kept of a rule between two looks at it. */
export type RuleMemory = { overSince: Date | null; underSince: Date | null; raisedAt: Date | null };
export type RuleJudgement = { standing: RuleMemory; change: 'raise' | 'end' | null };

/** It is over when it has been this far below for so many minutes, so that what hovers isn't told again and again. */
const endsBelow = 0.8;
const endsAfter = 5;
const minute = 60_000;

/** Looks at one rule: what has to be kept of it, and whether anything is to be told. */
export function judge(
  name: RuleName,
  {
    value,
    threshold,
    standing,
    now,
  }: { value: number | null; threshold: number; standing: RuleMemory; now: Date },
): RuleJudgement {
  if (value === null) return { standing, change: null };
  const over = value > threshold;
  const under = value <= threshold * endsBelow;
  const overSince = over ? (standing.overSince ?? now) : null;
  const underSince = under ? (standing.underSince ?? now) : null;
  // A look itself stands for its minute.
  const lasted = (since: Date | null, minutes: number) =>
    since !== null && now.getTime() - since.getTime() >= (minutes - 1) * minute;
  const { raisedAt } = standing;
  if (!raisedAt && lasted(overSince, ruleOf(name).after))
    return { standing: { overSince, underSince, raisedAt: now }, change: 'raise' };
  if (raisedAt && lasted(underSince, endsAfter))
    return { standing: { overSince, underSince, raisedAt: null }, change: 'end' };
  return { standing: { overSince, underSince, raisedAt }, change: null };
}

/** Thresholds as the environment has them: "disk=0.95, event_loop=800". Gives the names that no rule has as well. */
export function readThresholds(text: string): { set: Partial<Record<RuleName, number>>; unknown: string[] } {
  const set: Partial<Record<RuleName, number>> = {};
  const unknown: string[] = [];
  for (const part of text
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean)) {
    const [name = '', value = ''] = part.split('=').map((one) => one.trim());
    if (isRule(name) && /^\d+(\.\d+)?$/.test(value)) set[name] = Number(value);
    else unknown.push(part);
  }
  return { set, unknown };
}
