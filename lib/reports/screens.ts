import 'server-only';
import { reportKeys } from '@/db/enums';
import type { Answers } from '@/db/prepared';
import type { Tx } from '@/db/session';
import { may, type Permission, type Role } from '@/lib/auth/permissions';
import { mailSender } from '@/lib/messaging/channels/mail/send-mail';
import { askLetterhead, tellLetterhead } from '@/lib/paper/letterhead/queries';
import { type Address, screen } from '@/lib/platform/screen';
import { askActivity } from './activity/queries';
import { tellActivity } from './activity/tell';
import { askBookingReport } from './bookings/queries';
import { tellBookingReport } from './bookings/tell';
import { catalogue, entryOf, reportPermissions } from './catalogue';
import { askCustomerReport } from './customers/queries';
import { tellCustomerReport } from './customers/tell';
import type { Report, ReportBody, ReportKey } from './document';
import { tellQuality } from './feedback/quality';
import { askFeedbackReport, askSatisfaction } from './feedback/queries';
import { tellFeedbackSummary } from './feedback/summary';
import { tellSatisfaction } from './feedback/trends';
import { askFinancial } from './financial/queries';
import { tellFinancial } from './financial/tell';
import { askSchedules } from './mailing/queries';
import { askMenuReport } from './menu/queries';
import { tellMenuReport } from './menu/tell';
import { askNarrowed, tooOften } from './narrowed-queries';
import { type Names, narrowedParts, sayNarrowed } from './narrowed-words';
import { askPerformance } from './performance/queries';
import { tellPerformance } from './performance/tell';
import { daysOf, narrowedOf, plainQuery, type ReportQuery, type ReportQuestion, readQuery } from './range';
import { askRange, tellRange } from './range-queries';

type RoomQuestion = ReportQuestion & { margins: boolean };

/** A report as one kind of thing, whatever it asks. */
type Room = {
  ask: (tx: Tx, query: ReportQuery, now: Date) => readonly PromiseLike<unknown>[];
  tell: (answers: unknown[], asked: RoomQuestion) => ReportBody;
};
function room<const Q extends readonly PromiseLike<unknown>[]>(
  ask: (tx: Tx, query: ReportQuery, now: Date) => Q,
  tell: (answers: Answers<Q>, asked: RoomQuestion) => ReportBody,
): Room {
  return { ask, tell: (answers, asked) => tell(answers as Answers<Q>, asked) };
}

const rooms: Record<ReportKey, Room> = {
  financial: room(askFinancial, tellFinancial),
  bookings: room(askBookingReport, tellBookingReport),
  feedback: room(askFeedbackReport, tellFeedbackSummary),
  satisfaction: room(askSatisfaction, tellSatisfaction),
  quality: room(askFeedbackReport, tellQuality),
  menu: room(askMenuReport, tellMenuReport),
  customers: room(askCustomerReport, tellCustomerReport),
  performance: room(askPerformance, tellPerformance),
  activity: room(askActivity, tellActivity),
};

const permissionOf = (key: ReportKey): Permission => reportPermissions[entryOf(key).reads];

/** Whether a role may have a report; also asked again when one is mailed. */
export const mayRead = (role: Role, key: ReportKey): boolean => may(role, permissionOf(key));

/** The questions of one report: its days, its own, what it is narrowed to, and whose paper it is put on. */
export const askReport = (tx: Tx, key: ReportKey, query: ReportQuery, now: Date) =>
  [
    askRange(tx, query, now),
    askNarrowed(tx, query),
    askLetterhead(tx),
    ...rooms[key].ask(tx, query, now),
  ] as const;

type Told = [
  Awaited<ReturnType<typeof askRange>>,
  Awaited<ReturnType<typeof askNarrowed>>,
  Awaited<ReturnType<typeof askLetterhead>>,
  ...unknown[],
];

export function tellReport(key: ReportKey, answers: readonly unknown[], query: ReportQuery, role: Role) {
  const [days, [found], [letterhead], ...own] = answers as unknown as Told;
  if (!letterhead) return undefined;
  const range = tellRange(days);
  const { too_often = false, ...names } = found ?? nobody;
  const body = too_often
    ? { figures: [], tables: [], notes: [tooOften(names.dish)] }
    : rooms[key].tell(own, { range, query, margins: may(role, 'reports.advanced') });
  const narrowed = sayNarrowed(query, names);
  const notes = [...(daysOf(query)?.cut ? [tooLong] : []), ...(body.notes ?? [])];
  const report: Report = { ...body, notes, key, title: entryOf(key).title, range, narrowed };
  return { report, query, names, letterhead: tellLetterhead(letterhead) };
}

const tooLong = 'More than ten years were asked for: this is of the last ten of them.';

const nobody: Names & { too_often?: boolean } = { customer: null, venue: null, category: null, dish: null };

const screenFor = (key: ReportKey) =>
  screen({
    permission: permissionOf(key),
    input: ({ search }: Address) => readQuery(key, search),
    ask: (tx, query, now) => askReport(tx, key, query, now),
    tell: (answers, query, { identity }) => tellReport(key, answers, query, identity.role),
  });

export type ReportScreen = ReturnType<typeof screenFor>;

/** The screen of each report. */
export const reportScreens = new Map<string, ReportScreen>(catalogue.map(({ key }) => [key, screenFor(key)]));

/** What the address says is to be mailed: a report as its page was asked for. */
function readMailed({ search }: Address) {
  const report = reportKeys.find((key) => key === search.report) ?? null;
  const query = report ? readQuery(report, search) : plainQuery;
  return { report, query };
}

/** The same of a reader; of a report that they may not have nothing is asked. */
const askedOf = ({ report, query }: ReturnType<typeof readMailed>, names: Names, role: Role) =>
  report && mayRead(role, report)
    ? { report, narrowed: narrowedOf(query), parts: narrowedParts(query, names) }
    : { report: null, narrowed: {}, parts: [] };

/** Which reports there are, those that one has mailed, and what one is about to have mailed. */
export const reportsScreen = screen({
  permission: 'reports.open',
  input: readMailed,
  ask: (tx, { query }) => [askSchedules(tx), askLetterhead(tx), askNarrowed(tx, query)] as const,
  tell: ([schedules, [company], [names = nobody]], asked, { identity }) => ({
    /** Whether there is a mail server, and an address that mail can come from. */
    mails: company !== undefined && mailSender(company) !== undefined,
    reports: catalogue.filter(({ key }) => mayRead(identity.role, key)),
    schedules: schedules
      .filter((schedule) => mayRead(identity.role, schedule.report))
      .map(({ narrowed, ...schedule }) => ({
        ...schedule,
        narrowed: sayNarrowed({ ...plainQuery, ...narrowed }, schedule),
      })),
    asked: askedOf(asked, names, identity.role),
  }),
});
