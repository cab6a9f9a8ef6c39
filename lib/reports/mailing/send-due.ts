import 'server-only';
import { and, eq, isNull, lte, or, sql } from 'drizzle-orm';
import { companies } from '@/db/schema/companies';
import { reportSchedules } from '@/db/schema/reports';
import { actAs, type Tx } from '@/db/session';
import { type Identity, visit } from '@/db/visit';
import { recordExport } from '@/lib/audit/record-export';
import { type Mail, mailSender, sendMail } from '@/lib/messaging/channels/mail/send-mail';
import { tryAgainAt } from '@/lib/messaging/channels/mail/try-again';
import { drawPdf } from '@/lib/paper/drawing/draw-pdf';
import { readLogo } from '@/lib/paper/letterhead/logo';
import { required } from '@/lib/platform/env';
import { log } from '@/lib/platform/log';
import { officeActor } from '@/lib/platform/sheet-route';
import { narrowWords } from '../narrowed-words';
import { nameOf, reportPaper } from '../paper';
import { daysHref, plainQuery, queryText, type ReportQuery } from '../range';
import { askReport, mayRead, tellReport } from '../screens';
import { figureLines, presetOf, subjectOf } from './mail-text';

type Company = typeof companies.$inferSelect;
type Claimed = typeof reportSchedules.$inferSelect & { toldOn: string };
const system = (companyId: string) => ({ role: 'system', companyId, name: 'reports' }) as const;

/**
 * Sends a company's reports that are due at `now` (UTC). A schedule's period is claimed before its mail is handed over, so
 * that neither two processes nor one that died send it twice; what no server took is tried again within the period.
 * Returns how many were sent.
 */
export async function sendDueReports(companyId: string, now: Date): Promise<number> {
  const [company] = await actAs(system(companyId), (tx) =>
    tx.select().from(companies).where(eq(companies.id, companyId)),
  );
  const from = company && mailSender(company);
  if (!from) return 0;
  const due = await actAs(system(companyId), (tx) =>
    tx.select({ id: reportSchedules.id }).from(reportSchedules).where(isDue(now)),
  );
  let sent = 0;
  for (const { id } of due) if (await sendOne(id, { company, from, now })) sent += 1;
  return sent;
}

const period = (now: Date) =>
  sql`report_period(${reportSchedules.every}, ${reportSchedules.hour}, ${now.toISOString()}::timestamptz)`;

const isDue = (now: Date) =>
  and(
    eq(reportSchedules.paused, false),
    sql`exists (select from ${period(now)} p where p.due and (${reportSchedules.toldOn} is null or ${reportSchedules.toldOn} < p.begins))`,
    or(isNull(reportSchedules.retryAt), lte(reportSchedules.retryAt, now)),
  );

type Told = NonNullable<ReturnType<typeof tellReport>>;
type File = NonNullable<Mail['files']>[number];
type Sending = { company: Company; from: Mail['from']; now: Date };

async function sendOne(id: string, sending: Sending): Promise<boolean> {
  const { company, now } = sending;
  const claimed = await actAs(system(company.id), (tx) => claim(tx, id, now));
  const mail = claimed && (await writeMail(claimed, sending));
  if (!mail) return false;
  const result = await sendMail(mail);
  if (result.outcome === 'accepted') {
    await change(company.id, id, { sentAt: now });
    return true;
  }
  log.warn({ result, companyId: company.id, schedule: id }, 'a report was not mailed');
  const retryAt = tryAgainAt(result, now);
  if (retryAt) await change(company.id, id, { toldOn: null, retryAt });
  return false;
}

const change = (companyId: string, id: string, set: Partial<typeof reportSchedules.$inferInsert>) =>
  actAs(system(companyId), (tx) => tx.update(reportSchedules).set(set).where(eq(reportSchedules.id, id)));

async function claim(tx: Tx, id: string, now: Date): Promise<Claimed | undefined> {
  const [claimed] = await tx
    .update(reportSchedules)
    .set({ toldOn: sql`(select p.begins from ${period(now)} p)`, retryAt: null })
    .where(and(eq(reportSchedules.id, id), isDue(now)))
    .returning();
  return claimed as Claimed | undefined;
}

/**
 * The report as its reader may have it today: none for who left, may not have it any more, or would be shown nothing else before
 * they set up their second step; none of a dish or a customer that is gone.
 */
async function writeMail(schedule: Claimed, { company, from, now }: Sending): Promise<Mail | undefined> {
  const { id, userId, report: key, every, toldOn, narrowed } = schedule;
  const asked: ReportQuery = { ...plainQuery, ...narrowed, preset: presetOf[every] };
  const found = await visit(
    { userId, companyId: company.id },
    {
      ask: (tx) => askReport(tx, key, asked, now),
      permits: ({ role }) => role !== 'client' && mayRead(role, key),
    },
  );
  if (!found?.answers) return undefined;
  const { identity, answers } = found;
  const told = tellReport(key, answers, asked, identity.role);
  if (!told) return undefined;
  const { report, names } = told;
  // Of what isn't there any more a report would say nothing but noughts.
  if (narrowWords.some(({ name }) => asked[name] !== null && names[name] === null)) return undefined;
  const page = daysHref(key, asked, report.range);
  const file = await drawFile(told, identity, now);
  return {
    // One a schedule and period: a mail server that gets it twice sees one Message-ID.
    id: `report-${toldOn}-${id}`,
    attempt: 1,
    to: identity.email,
    from,
    subject: subjectOf(company.name, report, company),
    text: [
      `Good day ${identity.name},`,
      '',
      ...report.narrowed,
      ...(report.notes ?? []),
      ...figureLines(report, company),
      '',
      file
        ? 'The whole report is in the attached PDF, and here, with its charts and files:'
        : 'The whole report, with its tables and files:',
      new URL(page, required('PUBLIC_URL')).href,
      '',
      `You chose this mail; at ${new URL('/reports', required('PUBLIC_URL')).href} you can pause or end it.`,
    ].join('\n'),
    files: file ? [file] : [],
  };
}

/** More than a mail server surely takes. */
const mostBytes = 5 * 1024 * 1024;

/**
 * The whole report as paper; in the trail, in its reader's name, before it leaves the house. Nothing where it is too large: the
 * mail has its figures and the way to it.
 */
async function drawFile(
  { report, query, letterhead }: Told,
  reader: Identity,
  now: Date,
): Promise<File | undefined> {
  const actor = officeActor(reader, new Headers());
  if (!actor) return undefined;
  const logo = await readLogo(reader.companyId, letterhead, 'png');
  const bytes = await drawPdf(reportPaper(report, { ...reader, now, letterhead }), logo);
  if (bytes.length > mostBytes) return undefined;
  const { since, until } = report.range;
  const filter = `${queryText({ ...query, preset: 'days', from: since, to: until }).slice(1)}&by=mail`;
  const rows = report.tables.reduce((sum, table) => sum + table.rows.length, 0);
  await actAs(actor, (tx) => recordExport(tx, { list: `${report.key}-report`, filter, format: 'pdf', rows }));
  return { name: `${nameOf(report)}.pdf`, type: 'application/pdf', bytes };
}
