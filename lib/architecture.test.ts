import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '..');
const rooms = ['app', 'components', 'lib', 'db', 'e2e', 'bench', 'simulator'];

function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
}

const source = new Map(
  rooms.flatMap(filesBelow).map((path) => [path, readFileSync(join(root, path), 'utf8')]),
);

type Import = { from: string; to: string; typeOnly: boolean };

/** Static and dynamic imports; our own as paths from the root, others by package name. */
function importsOf(path: string, text: string): Import[] {
  const pattern =
    /(?:^|\n)\s*(?:import|export)\s+(type\s)?[^;'"]*?from\s*['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)|(?:^|\n)import\s+['"]([^'"]+)['"]/g;
  return [...text.matchAll(pattern)].map((match) => {
    const target = match[2] ?? match[3] ?? match[4] ?? '';
    const typeOnly = Boolean(match[1]);
    if (target.startsWith('@/')) return { from: path, to: target.slice(2), typeOnly };
    if (target.startsWith('.'))
      return { from: path, to: relative(root, resolve(root, path, '..', target)), typeOnly };
    return { from: path, to: `pkg:${target}`, typeOnly };
  });
}

const all = [...source].flatMap(([path, text]) => importsOf(path, text));
const isTest = (path: string) => /\.(test|suite)\.tsx?$/.test(path);
const offences = (wrong: (edge: Import) => boolean) =>
  all.filter((edge) => !isTest(edge.from) && wrong(edge)).map((edge) => `${edge.from} → ${edge.to}`);

const slices = [
  'alerts',
  'comments',
  'security',
  'bookings',
  'customers',
  'enquiries',
  'quotes',
  'imports',
  'exports',
  'menu',
  'pricing',
  'feedback',
  'cases',
  'messaging',
  'dashboard',
  'notifications',
  'people',
  'reports',
  'audit',
  'monitoring',
  'search',
  'lists',
  'stats',
  'paper',
  'kitchen',
  'privacy',
];
/** Lower slices first; a slice imports its own and lower ones. Equal numbers don't meet. */
const order: Record<string, number> = {
  audit: 0,
  alerts: 1,
  auth: 1,
  inngest: 1,
  lists: 1.2,
  // Below whoever has prices, and whose customers are exempt from their tax.
  pricing: 1.5,
  // Below whatever is commented on.
  comments: 1.6,
  customers: 2,
  menu: 2,
  messaging: 3,
  cases: 4,
  bookings: 5,
  enquiries: 6,
  imports: 7,
  exports: 7,
  // The portal's page of an event, which is feedback's, lists its quotes.
  quotes: 5.5,
  feedback: 6,
  dashboard: 7,
  // Their figures lead to the same rows as the dashboard’s.
  reports: 7.5,
  monitoring: 7,
  security: 7,
  notifications: 8,
  people: 8,
  search: 7,
  // Its figures are tried against customers that are merged.
  stats: 2.5,
  // The kit of paper is below whoever prints, and takes its logo from the pictures; the kitchen's papers are about bookings.
  paper: 3,
  kitchen: 6,
  // What is kept of people reaches into every slice's files.
  privacy: 9,
};
const sliceOf = (path: string) => /^(?:lib|components)\/([\w-]+)\//.exec(path)?.[1];
/** The folders of a slice down to a file, and the file's own name: `outbox`, `queue`. */
const roomsOf = (path: string) => (/^lib\/[\w-]+\/(.+?)(?:\.tsx?)?$/.exec(path)?.[1] ?? '').split('/');
const isTesting = (path: string) => path.includes('/testing/');

/** Rooms where words only decide: the same answer for the same question, whoever asks and whenever. */
const pureRooms = ['rules', 'schema', 'kinds', 'reading', 'spoken', 'defaults'];
const isPure = (path: string) =>
  path.startsWith('lib/') &&
  roomsOf(path).some((room) => pureRooms.some((pure) => room === pure || room.endsWith(`-${pure}`)));

/** Whoever imports one of these talks to the database, the network, the disk or the engine. */
const outside =
  /^(db\/(session|client)|lib\/inngest\/client|lib\/platform\/log|pkg:(drizzle-orm|postgres|twilio|nodemailer|pino|server-only|next\/headers|node:(fs|net|http|https|child_process|timers).*))(\/|$)/;
const fileOf = (to: string) => [`${to}.ts`, `${to}.tsx`, to].find((path) => source.has(path));
/** A server room begins with Next's guard, so that no bundle for a browser can hold it; actions are guarded by their own. */
const isGuarded = (text: string) => /^(import 'server-only';|'use server';)/.test(text);

describe('who may import whom', () => {
  test('pages route; they never talk to the database or to vendors', () => {
    expect(
      offences(
        ({ from, to }) =>
          from.startsWith('app/') && /^pkg:(drizzle-orm|postgres|twilio|inngest(?!\/next))/.test(to),
      ),
    ).toEqual([]);
    expect(offences(({ from, to }) => from.startsWith('app/') && to.startsWith('db/'))).toEqual([]);
  });

  test('pages load and place: what they show is a component', () => {
    const marked = [...source].filter(
      ([path, text]) =>
        /^app\/.*\/page\.tsx$/.test(path) &&
        /<[a-z][a-z0-9]*[\s>]/.test(text.replace(/^.*Promise<.*$/gm, '')),
    );
    // Two documents of one sentence that must stand without anything else.
    expect(marked.map(([path]) => path).sort()).toEqual(['app/live/page.tsx', 'app/offline/page.tsx']);
  });

  test('only the handler of the engine knows the registry of functions', () => {
    expect(
      offences(
        ({ from, to }) =>
          to === 'lib/inngest/registry' &&
          !from.startsWith('app/api/inngest/') &&
          !from.startsWith('lib/inngest/'),
      ),
    ).toEqual([]);
  });

  test('primitives, frames and charts know nothing of the business, only how it writes figures and dates', () => {
    expect(
      offences(
        ({ from, to }) =>
          /^components\/(ui|charts|frame)\//.test(from) &&
          !to.startsWith('pkg:') &&
          !/^(components\/(ui|charts|frame)|lib\/platform\/format)\//.test(to),
      ),
    ).toEqual([]);
  });

  test('charts come only through components/charts', () => {
    expect(
      offences(({ from, to }) => to.startsWith('pkg:@tremor') && !from.startsWith('components/charts/')),
    ).toEqual([]);
  });

  test('components reach the server only by actions, and its shapes only as types', () => {
    expect(
      offences(({ from, to, typeOnly }) => {
        if (!from.startsWith('components/') || typeOnly) return false;
        return (
          to.startsWith('db/schema') ||
          to.startsWith('db/session') ||
          to.startsWith('db/client') ||
          /^lib\/[\w/-]+\/(queries|mutations|jobs)(\/|$)/.test(to)
        );
      }),
    ).toEqual([]);
  });

  test('constants are written like every other name; only what Next looks up by its method is not', () => {
    const shouted = [...source].flatMap(([path, text]) =>
      [...text.matchAll(/^\s*(?:export )?(?:const|let) ([A-Z][A-Z0-9_]+)\b/gm)].map(
        ([, name]) => `${path}: ${name}`,
      ),
    );
    expect(shouted.filter((one) => !/^app\/.*\/route\.ts: (GET|POST)$|\.test\.ts: GET$/.test(one))).toEqual(
      [],
    );
  });

  test('a dialog that comes when it is asked for is heard from the moment its buttons work: an effect comes later than a press may', () => {
    const hearers = [...source].filter(([, text]) => /\bonDialogWanted\(/.test(text));
    expect(hearers.map(([path]) => path).sort()).toEqual([
      'components/ui/dialogs-on-demand.tsx',
      'components/ui/open-dialog.ts',
    ]);
    expect(source.get('components/ui/dialogs-on-demand.tsx')).toMatch(
      /useLayoutEffect\(\(\) => onDialogWanted\(/,
    );
  });

  test('forms are of the kit; only what a browser must be able to post itself is not', () => {
    const others = [...source].filter(
      ([path, text]) =>
        /^(app|components)\//.test(path) && !path.startsWith('components/form/') && /<form\b/.test(text),
    );
    expect(others.map(([path]) => path).sort()).toEqual([
      'components/bookings/online/pay-document.ts',
      'components/bookings/online/pay-offer.ts',
      'components/bookings/online/pay-section.tsx',
      'components/enquiries/ask-form.tsx',
      'components/feedback/answer-document.ts',
      'components/feedback/stop-document.ts',
      'components/frame/person-panel.tsx',
      'components/people/code-form.tsx',
      'components/people/confirm-form.tsx',
      'components/people/login-form.tsx',
      'components/people/portal-forms.tsx',
      'components/quotes/occasion-quote-document.test.ts',
      'components/quotes/occasion-quote-document.ts',
      'components/quotes/quote-document.ts',
      'components/ui/confirm-dialog.tsx',
      'components/ui/menu.tsx',
      'components/ui/search-box.tsx',
    ]);
  });

  test('who may begin is decided by the platform, gates and screens; what comes after asks the table for finer points only', () => {
    expect(
      offences(
        ({ from, to, typeOnly }) =>
          to === 'lib/auth/permissions' &&
          !typeOnly &&
          /(^|\/)(actions|jobs|events|schema)\.tsx?$/.test(from) &&
          from.startsWith('lib/'),
      ),
    ).toEqual([]);
  });

  test('rooms that only decide do no I/O and read no clock', () => {
    expect(
      offences(({ from, to, typeOnly }) => {
        if (!isPure(from) || isTesting(from) || typeOnly) return false;
        return (
          outside.test(to) ||
          /^db\/(?!enums)/.test(to) ||
          /^pkg:(inngest|next)/.test(to) ||
          to === 'lib/platform/clock'
        );
      }),
    ).toEqual([]);
  });

  test('whatever talks to the outside is for the server only', () => {
    const talking = new Set(
      all.flatMap(({ from, to, typeOnly }) =>
        from.startsWith('lib/') && !typeOnly && outside.test(to) ? [from] : [],
      ),
    );
    const open = [...source].filter(
      ([path, text]) => talking.has(path) && !isTest(path) && !isTesting(path) && !isGuarded(text),
    );
    // Read by scripts and by the database's own files, before there is a server.
    expect(open.map(([path]) => path).filter((path) => path !== 'lib/platform/env.ts')).toEqual([]);
  });

  test('nothing for the server only is reached by what runs in a browser', () => {
    const guarded = (path: string) => (source.get(path) ?? '').startsWith("import 'server-only'");
    const seen = new Map<string, string>();
    const visit = (path: string, way: string) => {
      if (seen.has(path) || (source.get(path) ?? '').startsWith("'use server'")) return;
      seen.set(path, way);
      for (const { to, typeOnly } of importsOf(path, source.get(path) ?? '')) {
        const file = typeOnly ? undefined : fileOf(to);
        if (file) visit(file, `${way} → ${file}`);
      }
    };
    for (const [path, text] of source) if (text.startsWith("'use client'")) visit(path, path);
    expect([...seen].flatMap(([path, way]) => (guarded(path) ? [way] : []))).toEqual([]);
  });

  test('the rooms of messaging stand on each other in one direction', () => {
    const floors = ['channels', 'templates', 'consent outbox', 'inbound', 'conversations'];
    const floorOf = (path: string) => {
      const room = /^lib\/messaging\/([\w-]+)\//.exec(path)?.[1];
      return room ? floors.findIndex((floor) => floor.split(' ').includes(room)) : -1;
    };
    expect(
      offences(
        ({ from, to }) =>
          !isTesting(from) && floorOf(from) >= 0 && floorOf(to) >= 0 && floorOf(to) > floorOf(from),
      ),
    ).toEqual([]);
  });

  test('who knows the owners of messages starts messaging: routes, jobs, tests', () => {
    expect(
      offences(
        ({ from, to }) =>
          to === 'lib/message-owners' &&
          !/^(app\/api\/|lib\/inngest\/registry)/.test(from) &&
          !isTesting(from),
      ),
    ).toEqual([]);
  });

  test('queries and mutations never reach up to a transport', () => {
    expect(
      offences(
        ({ from, to }) =>
          roomsOf(from).some((room) => /^(queries|mutations|rules|schema)$/.test(room)) &&
          /^lib\/platform\/(action|route)$|^pkg:next($|\/)|\/actions$/.test(to),
      ),
    ).toEqual([]);
  });

  test('slices look down, never up or sideways', () => {
    expect(
      offences(({ from, to, typeOnly }) => {
        const [own, other] = [sliceOf(from), sliceOf(to)];
        if (!from.startsWith('lib/') || !to.startsWith('lib/') || !own || !other || own === other || typeOnly)
          return false;
        if (!(own in order) || !(other in order) || own === 'inngest') return false;
        return (order[other] ?? 0) >= (order[own] ?? 0);
      }),
    ).toEqual([]);
  });

  test('the database knows only the environment', () => {
    expect(
      offences(
        ({ from, to }) =>
          from.startsWith('db/') &&
          !to.startsWith('pkg:') &&
          !to.startsWith('db/') &&
          to !== 'lib/platform/env',
      ),
    ).toEqual([]);
  });

  test('vendors stay in their room and the simulator stands alone', () => {
    expect(
      offences(
        ({ from, to }) =>
          (to.startsWith('pkg:twilio') && !from.startsWith('lib/messaging/channels/twilio/')) ||
          (to.startsWith('pkg:nodemailer') && !from.startsWith('lib/messaging/channels/mail/')),
      ),
    ).toEqual([]);
    expect(
      offences(
        ({ from, to }) =>
          from.startsWith('simulator/') && !to.startsWith('pkg:') && !to.startsWith('simulator/'),
      ),
    ).toEqual([]);
  });
});

describe('how files are kept', () => {
  const ours = [...source].filter(([path]) => !isTest(path));

  test('kebab-case names, no drawers', () => {
    const odd = [...source.keys()].filter((path) =>
      path
        .split('/')
        .some(
          (part) =>
            !/^(\[{1,2}\.{0,3}[\w]+\]{1,2}|\([a-z]+\)|[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)*\.tsx?|[a-z0-9]+([-.][a-z0-9]+)*)$/.test(
              part,
            ),
        ),
    );
    expect(odd).toEqual([]);
    expect([...source.keys()].filter((path) => /\/(utils?|helpers?|common|misc)(\/|\.)/.test(path))).toEqual(
      [],
    );
  });

  test('only the format room asks Intl: dates, money and figures are written in one place', () => {
    // Lists that move to the list kit; the next edit of each takes the room's formats.
    const known = ['components/bookings/bookings-table.tsx', 'components/customers/customers-table.tsx'];
    const asking = ours.filter(
      ([path, text]) =>
        /^(app|components|lib)\//.test(path) &&
        !path.startsWith('lib/platform/format/') &&
        /\bIntl\.|\.toLocale(Date|Time)?String\(|hour12|\b(?:date|time)Style:/.test(text),
    );
    expect(asking.map(([path]) => path).filter((path) => !known.includes(path))).toEqual([]);
  });

  test('nothing that is typed is cut silently, and browsers say nothing in our place', () => {
    const cut = ours.filter(([path, text]) => /^(app|components)\//.test(path) && /\bmaxlength=/i.test(text));
    expect(cut.map(([path]) => path)).toEqual([]);
    const bubbles = ours.filter(
      ([path, text]) =>
        /-document\.ts$/.test(path) && /<(?:input|textarea|select)\b[^>]*\srequired\b/.test(text),
    );
    expect(bubbles.map(([path]) => path)).toEqual([]);
  });

  test('an amount is typed where it is echoed as it is read', () => {
    const others = ours.filter(
      ([path, text]) => path.startsWith('components/') && /\b(prefix|suffix)=\{[^}]*\bcurrency\}/i.test(text),
    );
    expect(others.map(([path]) => path)).toEqual([
      // A plain page, whose browser reads nothing.
      'components/enquiries/ask-form.tsx',
      'components/form/money-field.tsx',
      // Shows what an amount comes to at the rate.
      'components/pricing/rate-dialog.tsx',
    ]);
  });

  test('nobody compares a role with a word: what it may stands in one table', () => {
    const comparing = ours
      .filter(
        ([file, text]) =>
          /^(lib|components|app)\//.test(file) &&
          !/\.test\.tsx?$|\/testing\//.test(file) &&
          /\brole\b\s*[!=]==\s*'(manager|planner|accountant|staff|kitchen|driver)'/i.test(text),
      )
      .map(([file]) => file);
    // Which alerts are kept for whom, which is no right of anybody.
    expect(comparing).toEqual(['lib/alerts/kind.ts']);
  });

  test('no file over 300 lines', () => {
    const looks = ['app', 'components'].flatMap((room) =>
      readdirSync(join(root, room), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && entry.name.endsWith('.css'))
        .map((entry) => join(entry.parentPath, entry.name)),
    );
    expect(looks.length).toBeGreaterThan(10);
    const all = [...ours, ...looks.map((path) => [path, readFileSync(path, 'utf8')] as const)];
    expect(all.filter(([, text]) => text.split('\n').length > 301).map(([path]) => path)).toEqual([]);
  });

  test('pages stay routing: under 80 lines, handlers under 45', () => {
    const long = ours.filter(([path, text]) => {
      const lines = text.split('\n').length - 1;
      return (
        (/^app\/.*\/page\.tsx$/.test(path) && lines > 80) || (/^app\/.*\/route\.ts$/.test(path) && lines > 45)
      );
    });
    expect(long.map(([path]) => path)).toEqual([]);
  });

  test('time is an argument: the clock is read in one file, and asked by entrances only', () => {
    const ticking = ['countdown-clock', 'relative-time'].map((name) => `components/ui/${name}.tsx`);
    // A form that prices while one types has no server to tell it the time.
    const allowed = ['lib/platform/clock.ts', 'components/bookings/use-booking-form.ts', ...ticking];
    const reading = ours.filter(
      ([path, text]) =>
        /^(app|components|lib)\//.test(path) &&
        !isTesting(path) &&
        !/^lib\/inngest\/embedded\/(testing|contract-)/.test(path) &&
        /new Date\(\)|Date\.now\(\)|performance\.timeOrigin/.test(text),
    );
    expect(reading.map(([path]) => path).filter((path) => !allowed.includes(path))).toEqual([]);
    // Jobs, addresses, the engine, the gate, webhooks and the outbox, whose turn comes when it comes.
    const entrances =
      /^(app\/|lib\/(platform|auth|inngest)\/|lib\/boot\.ts|lib\/audit\/fold-flood\.ts|lib\/[\w/-]*(jobs(\.ts|\/)|-action\.ts|posted-by-link\.ts|answer-feed\.ts)|lib\/messaging\/(inbound|outbox|channels)\/)/;
    expect(offences(({ from, to }) => to === 'lib/platform/clock' && !entrances.test(from))).toEqual([]);
  });

  test('each table is written by one slice', () => {
    const owners: Record<string, string> = {
      pricing: 'taxProfiles taxComponents exchangeRates',
      platform: 'intents',
      alerts: 'alerts',
      comments: 'comments commentFiles',
      security: 'securityEvents securitySettings',
      auth: 'companies sessions rateLimits users secondFactors passkeys signInCodes',
      customers: 'customers',
      messaging:
        'messages messageEvents conversations senders templates sessionContents consents counters purposeTexts purposeConsents',
      cases: 'cases caseEvents vouchers',
      bookings:
        'bookings bookingLines payments receipts invoices accountCodes checkouts checkoutParts providerEvents onlineKeys cashCounts writeOffs paperLinks capacityLimits blockedDays capacityOverrides orderMinimums bookingStaff calendarFeeds bookingTasks taskTemplates bookingVersions versionNotices bookingSeries seriesBookings occasions guestDiets bookingPhotos',
      enquiries: 'enquiries enquirySettings enquiryBlocks',
      imports: 'imports importRows',
      exports: 'exports',
      quotes: 'quotes occasionQuotes quotePapers',
      feedback: 'feedback feedbackDishes feedbackRequests',
      menu: 'categories items services packages packageCourses packageParts offerCosts pictures table',
      lists: 'savedViews',
      reports: 'reportSchedules',
      notifications: 'alertReads alertRoutes alertDigests',
      people: 'memberships invitations',
      privacy: 'privacySettings erasures',
      monitoring: 'monitorProcesses monitorSamples monitorStatements monitorRules',
    };
    const ownerOf = new Map(
      Object.entries(owners).flatMap(([slice, tables]) => tables.split(' ').map((table) => [table, slice])),
    );
    const writes =
      /(?:\btx|\bdb)\s*\.(?:insert|update|delete)\(\s*(\w+)|(?:insert into|update|delete from) \$\{(\w+)\}/g;
    const foreign = [...source].flatMap(([path, text]) => {
      if (!path.startsWith('lib/') || isTest(path) || isTesting(path)) return [];
      const known = new Set(
        [...text.matchAll(/import \{([^}]*)\} from '@\/db\/schema\//g)].flatMap(([, names]) =>
          (names ?? '').split(',').map((name) => name.trim()),
        ),
      );
      // Through whatever a transaction is called, too.
      const others = [...text.matchAll(/\.(?:insert|update|delete)\(\s*(\w+)\s*\)/g)].flatMap(([, name]) =>
        name && known.has(name) ? [name] : [],
      );
      const tables = [...text.matchAll(writes)].map(([, typed, raw]) => typed ?? raw ?? '').concat(others);
      return tables
        .filter((table) => ownerOf.get(table) !== sliceOf(path))
        .map((table) => `${path} writes ${table}`);
    });
    expect(foreign).toEqual([]);
    // Written by triggers and functions of the database, by its own files or the embedded runner alone.
    const ofDatabase =
      /^(auditSeals|auditEvents|liveChanges|postings|postingLines|paymentDues|customerMerges|operators|monitorThresholds|activityHours|runner\w+)$/;
    const tables = [...source].flatMap(([path, text]) =>
      path.startsWith('db/schema/') && !isTest(path)
        ? [...text.matchAll(/export const (\w+) = (?:pgTable|\w+\.table)\(/g)].map(([, name]) => name ?? '')
        : [],
    );
    expect(tables.length).toBeGreaterThan(80);
    expect(tables.filter((table) => !ownerOf.has(table) && !ofDatabase.test(table))).toEqual([]);
    // A table that SQL names by itself would be nobody's.
    const plain = [...source].filter(
      ([path, text]) =>
        path.startsWith('lib/') &&
        !isTest(path) &&
        !isTesting(path) &&
        !path.startsWith('lib/inngest/embedded/') &&
        /sql`\s*(?:with [^`]*)?(?:insert into|update|delete from) [a-z_]+[\s(]/.test(text),
    );
    expect(plain.map(([path]) => path)).toEqual([]);
  });

  test('people are told of what a room has registered itself, and each kind says what ends it', () => {
    const registers = ours.filter(
      ([path, text]) => path !== 'lib/alerts/kind.ts' && /\balertKind\(/.test(text),
    );
    expect(
      registers.map(([path]) => path).filter((path) => !/^lib\/\w+\/alert-kinds\.ts$/.test(path)),
    ).toEqual([]);
    const listed = importsOf('lib/notifications/kinds.ts', source.get('lib/notifications/kinds.ts') ?? '');
    for (const [path] of registers) expect(listed.map(({ to }) => `${to}.ts`)).toContain(path);

    const foreign = ours.flatMap(([path, text]) =>
      [...text.matchAll(/\braiseAlert\(tx, (\w+)/g)].flatMap(([, kind]) => {
        const own = source.get(`lib/${sliceOf(path)}/alert-kinds.ts`) ?? '';
        const taken = new RegExp(`import \\{[^}]*\\b${kind}\\b[^}]*\\} from '[./]*alert-kinds'`).test(text);
        return taken && own.includes(`export const ${kind} = alertKind(`) ? [] : [`${path} raises ${kind}`];
      }),
    );
    expect(foreign).toEqual([]);

    const kinds = registers.flatMap(([, text]) => [...text.matchAll(/export const (\w+) = alertKind/g)]);
    const raised = ours.map(([, text]) => text).join('\n');
    expect(
      kinds.map(([, kind]) => kind).filter((kind) => !new RegExp(`raiseAlert\\(tx, ${kind}\\b`).test(raised)),
    ).toEqual([]);
  });

  test('what ends an alert happens somewhere, and something waits for it', () => {
    const names = [
      ...(source.get('lib/alerts/happenings.ts') ?? '').matchAll(/export const (\w+) = happens/g),
    ];
    const using = (isKinds: boolean) =>
      ours
        .filter(
          ([path]) => path.endsWith('/alert-kinds.ts') === isKinds && path !== 'lib/alerts/happenings.ts',
        )
        .map(([, text]) => text)
        .join('\n');
    const [waiting, happening] = [using(true), using(false)];
    const missing = names.flatMap(([, name]) =>
      [waiting, happening].every((text) => text.includes(`${name}(`)) ? [] : [name],
    );
    expect(missing).toEqual([]);
  });

  test('what customers said and whether they were asked have one writer each', () => {
    const writersOf = (table: string) =>
      ours.flatMap(([path, text]) =>
        path.startsWith('lib/') &&
        !isTesting(path) &&
        new RegExp(`(insert|update|into)[( ]\\$?\\{?${table}\\b`).test(text)
          ? [path]
          : [],
      );
    expect(writersOf('feedback')).toEqual(['lib/feedback/answers/save-answers.ts']);
    expect(writersOf('feedbackRequests')).toEqual(['lib/feedback/asking/save-requests.ts']);
  });

  test('no cycles, not even of types', () => {
    const edges = new Map<string, string[]>();
    for (const { from, to } of all) {
      if (to.startsWith('pkg:')) continue;
      const target = fileOf(to);
      if (target) edges.set(from, [...(edges.get(from) ?? []), target]);
    }
    const done = new Set<string>();
    const cycles: string[] = [];
    const visit = (path: string, trail: string[]) => {
      const at = trail.indexOf(path);
      if (at >= 0) cycles.push([...trail.slice(at), path].join(' → '));
      if (at >= 0 || done.has(path)) return;
      for (const next of edges.get(path) ?? []) visit(next, [...trail, path]);
      done.add(path);
    };
    for (const path of edges.keys()) visit(path, []);
    expect(cycles).toEqual([]);
  });

  test('the house on one page names only what there is', () => {
    const page = readFileSync(join(root, 'docs/architecture.md'), 'utf8').replace(/```[\s\S]*?```/g, '');
    const files = [...source.keys()].map((path) => `/${path}`);
    const code = [...source.values()].join('\n');
    const named = [...page.matchAll(/`([\w/().[\]-]+)`/g)].map(([, name = '']) =>
      name.replace(/\(\w*\)$/, ''),
    );
    expect(named.length).toBeGreaterThan(150);
    const missing = named.filter((name) => {
      const path = `/${name.replace(/\/$/, '')}`;
      if (
        files.some((file) => file.includes(`${path}/`) || /^(\.tsx?)?$/.test(file.split(path).pop() ?? '-'))
      )
        return false;
      return name.includes('/') || !new RegExp(`\\b${name}\\b`).test(code);
    });
    expect(missing).toEqual([]);
  });

  test('every slice is one of the known', () => {
    const known = new Set([...slices, 'auth', 'inngest', 'platform']);
    const found = new Set(
      [...source.keys()].flatMap((path) => (path.startsWith('lib/') ? (sliceOf(path) ?? []) : [])),
    );
    expect([...found].filter((slice) => !known.has(slice))).toEqual([]);
  });
});
