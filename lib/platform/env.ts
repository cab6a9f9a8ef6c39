import { z } from 'zod';

/**
 * Everything the process reads from its surroundings, checked once. A wrong or missing value stops the
 * start with one sentence that names the variable; nothing else in the house reads `process.env`.
 */
const blank = (value: unknown) => (value === '' ? undefined : value);
const text = z.preprocess(blank, z.string().optional());
const address = z.preprocess(blank, z.url().optional());

const schema = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  CATER_ENV: z.enum(['demo', 'production']).default('demo'),
  /** Folder of Next's build. */
  NEXT_DIST: z.preprocess(blank, z.string().default('.next')),
  DATABASE_URL: text,
  DATABASE_POOL: z.coerce.number().int().min(1).max(100).default(10),
  AUTH_SECRET: z.preprocess(blank, z.string().min(32).optional()),
  PUBLIC_URL: address,
  TWILIO_ACCOUNT_SID: text,
  TWILIO_AUTH_TOKEN: text,
  TWILIO_API_BASE: address,
  /** Where online payments are asked for instead of Paystack; the simulator's address. */
  PAYSTACK_API_BASE: address,
  /** Mail server for those whom neither WhatsApp nor SMS reaches: smtp:// or smtps://, with its login. */
  SMTP_URL: z.preprocess(blank, z.url({ protocol: /^smtps?$/ }).optional()),
  /** Address that mail comes from; else the company's own. */
  MAIL_FROM: z.preprocess(blank, z.email().optional()),
  /** Folder for what is kept on disk: pictures, unless an S3-compatible store is set. */
  CATER_DATA: z.preprocess(blank, z.string().default('.data')),
  /** An S3-compatible store for pictures: all four, and its region where it isn't `us-east-1`. */
  STORE_S3_ENDPOINT: address,
  STORE_S3_BUCKET: z.preprocess(
    blank,
    z
      .string()
      .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/)
      .optional(),
  ),
  STORE_S3_REGION: z.preprocess(blank, z.string().default('us-east-1')),
  STORE_S3_ACCESS_KEY: text,
  STORE_S3_SECRET_KEY: text,
  /** Messages a second in place of each sender's own rate: lifts the throttle for measurements. */
  SEND_RATE: z.preprocess(blank, z.coerce.number().int().min(1).max(100_000).optional()),
  INNGEST_SIGNING_KEY: text,
  INNGEST_EVENT_KEY: text,
  INNGEST_DEV: text,
  /** Reverse proxies in front of the app whose X-Forwarded-For is believed; 0: the socket's address counts. */
  TRUSTED_PROXIES: z.preprocess(blank, z.coerce.number().int().min(0).max(10).default(0)),
  /** Which company may use which sender of the installation's account: `slug=+233…, slug=MG…, slug=*`. */
  SHARED_SENDERS: text,
  /** Whole months that the audit trail keeps in the database, at least 12; older ones become files of the store. All without it. */
  AUDIT_MONTHS: z.preprocess(blank, z.coerce.number().int().min(12).max(1200).optional()),
  /** Bearer token for the details of /api/health. */
  HEALTH_TOKEN: z.preprocess(blank, z.string().min(16).optional()),
  /** Bearer token of /api/metrics, which isn't there without one. */
  METRICS_TOKEN: z.preprocess(blank, z.string().min(16).optional()),
  /** Thresholds of the monitoring's rules in place of their own: `disk=0.95, event_loop=800`. */
  ALERT_THRESHOLDS: text,
  /** Where traces go, by OTLP over HTTP; without it none are made. */
  OTEL_EXPORTER_OTLP_ENDPOINT: address,
  OTEL_SERVICE_NAME: z.preprocess(blank, z.string().default('cater')),
  /** Address of a self-hosted Inngest server; without it Inngest Cloud, or the dev server's own. */
  INNGEST_BASE_URL: address,
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
});

export type Env = z.infer<typeof schema>;

/** Whether INNGEST_DEV asks for a dev server: `1`, `true` or its address. */
export function inDevelopment(value: string | undefined): boolean {
  return value !== undefined && !['', '0', 'false'].includes(value.toLowerCase());
}

/** What only development and measurements need, and would open a production: one sentence each. */
function unfitForProduction(found: Env): string[] {
  if (found.CATER_ENV !== 'production') return [];
  const api = found.TWILIO_API_BASE ? new URL(found.TWILIO_API_BASE) : undefined;
  const payments = found.PAYSTACK_API_BASE ? new URL(found.PAYSTACK_API_BASE) : undefined;
  const faults: [boolean, string][] = [
    [inDevelopment(found.INNGEST_DEV), 'INNGEST_DEV switches the signatures of /api/inngest off'],
    [found.SEND_RATE !== undefined, 'SEND_RATE lifts the throttle and is for measurements'],
    [
      api !== undefined && !(api.protocol === 'https:' && api.hostname.endsWith('.twilio.com')),
      'TWILIO_API_BASE would send the account’s token to an address that isn’t Twilio’s',
    ],
    [
      payments !== undefined &&
        !(payments.protocol === 'https:' && payments.hostname.endsWith('.paystack.co')),
      'PAYSTACK_API_BASE would send companies’ keys to an address that isn’t Paystack’s',
    ],
  ];
  return faults.flatMap(([wrong, sentence]) => (wrong ? [sentence] : []));
}

/** A store of which half is set would keep pictures where nobody looks for them. */
function unfinishedStore(found: Env): string[] {
  const names = [
    'STORE_S3_ENDPOINT',
    'STORE_S3_BUCKET',
    'STORE_S3_ACCESS_KEY',
    'STORE_S3_SECRET_KEY',
  ] as const;
  const missing = names.filter((name) => !found[name]);
  return missing.length > 0 && missing.length < names.length ? [...missing] : [];
}

export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

let cached: Env | undefined;

/** The checked environment. Throws ConfigurationError naming each variable that is wrong. */
export function env(): Env {
  if (cached) return cached;
  const parsed = schema.safeParse(process.env);
  if (!parsed.success) {
    const wrong = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new ConfigurationError(`Wrong environment: ${wrong.join('; ')}`);
  }
  const unfit = unfitForProduction(parsed.data);
  if (unfit.length > 0) throw new ConfigurationError(`Not for CATER_ENV=production: ${unfit.join('; ')}`);
  const unset = unfinishedStore(parsed.data);
  if (unset.length > 0)
    throw new ConfigurationError(
      `The S3 store needs ${unset.join(', ')} too; unset all of it to keep pictures on disk`,
    );
  cached = parsed.data;
  return cached;
}

/** The value of a variable that the current work can't do without. Throws ConfigurationError. */
export function required<K extends keyof Env>(name: K): NonNullable<Env[K]> {
  const value = env()[name];
  if (value === undefined || value === null) throw new ConfigurationError(`${name} is not set`);
  return value as NonNullable<Env[K]>;
}

/** Has the environment read anew; for tests that change it. */
export function forgetEnv(): void {
  cached = undefined;
}
