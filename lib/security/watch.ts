import 'server-only';
import { asc, eq, gte, sql } from 'drizzle-orm';
import { companies } from '@/db/schema/companies';
import { memberships, users } from '@/db/schema/people';
import { activityHours, securitySettings } from '@/db/schema/security';
import { actAs, type Origin, type Tx } from '@/db/session';
import { subjectAreas } from '@/lib/audit/subjects';
import { gate } from '@/lib/auth/gate';
import { countAttempt } from '@/lib/auth/rate-limit';
import { mailManagers, type Raised, raiseFindings } from './raise-findings';
import { findTrouble, networkOf, newPlace, partMark, usualHours } from './rules';

/** Zeros stand for nobody known. */
const nobody = '00000000-0000-0000-0000-000000000000';
const system = (companyId: string) => ({ role: 'system', companyId, name: 'security' }) as const;

/** Of which part of the system each table is; parts of records are marked. */
const areas = JSON.stringify(
  Object.fromEntries(subjectAreas().map(({ table, area, whole }) => [table, whole ? area : area + partMark])),
);

/** Counts what was done since the last count. */
export const foldActivity = (tx: Tx, now: Date) =>
  tx.execute(sql`select fold_activity(${areas}::text::jsonb, ${now.toISOString()}::timestamptz)`);

/** Counts a company's activity, looks for trouble in it, and tells the managers what is new. Gives what was told. */
export async function watchCompany(companyId: string, now: Date): Promise<Raised[]> {
  const raised = await actAs(system(companyId), async (tx) => {
    await foldActivity(tx, now);
    const hours = await tx
      .select()
      .from(activityHours)
      .where(gte(activityHours.hour, new Date(now.getTime() - 26 * 3_600_000)));
    const [company] = await tx.select({ timeZone: companies.timeZone }).from(companies);
    const [settings] = await tx.select().from(securitySettings);
    if (!company) return [];
    const findings = findTrouble({
      hours: hours.map(({ userId, ...hour }) => ({ ...hour, userId: userId === nobody ? null : userId })),
      now,
      timeZone: company.timeZone,
      ...(settings ?? usualHours),
    });
    return raiseFindings(tx, companyId, findings, now);
  });
  await mailManagers(companyId, raised);
  return raised;
}

type SignIn = { userId: string; companyId: string; ip: string | undefined; knownBrowser: boolean; now: Date };

/** Looks at one sign-in: whether its place is new for the person. */
export async function watchSignIn({ userId, companyId, ip, knownBrowser, now }: SignIn): Promise<Raised[]> {
  const network = networkOf(ip);
  if (knownBrowser || network === undefined) return [];
  const raised = await actAs(system(companyId), async (tx) => {
    // This sign-in stands in the trail already; what counts is what was before it.
    const before = new Date(now.getTime() - 60_000).toISOString();
    const places = await tx.execute<{ network: string }>(
      sql`select network from places_of(${userId}::uuid, ${before}::timestamptz)`,
    );
    const networks = places.flatMap((place) => networkOf(place.network) ?? []);
    const finding = newPlace({ userId, knownBrowser, network, networks });
    return raiseFindings(tx, companyId, finding ? [finding] : [], now);
  });
  await mailManagers(companyId, raised);
  return raised;
}

/** Failed sign-ins of one company are looked at so often in a minute; the rest waits for the next turn of the job. */
const failures = { limit: 6, windowSeconds: 60 };

/**
 * Looks at what just happened at the sign-in, without waiting for the job: a success with a new browser, or a failure. Of
 * people of an office alone; an address that nobody has waits for the job.
 */
export async function watchAtOnce(
  { email, succeeded, now }: { email: string; succeeded: boolean; now: Date },
  origin: Origin,
): Promise<void> {
  const [person] = await actAs(gate('security', origin), (tx) =>
    tx
      .select({ userId: users.id, companyId: memberships.companyId, role: memberships.role })
      .from(users)
      .innerJoin(memberships, eq(memberships.userId, users.id))
      .where(eq(users.email, email))
      .orderBy(asc(memberships.createdAt))
      .limit(1),
  );
  if (!person || person.role === 'client') return;
  const { userId, companyId } = person;
  if (succeeded) {
    await watchSignIn({ userId, companyId, ip: origin.ip, knownBrowser: false, now });
    return;
  }
  const counted = await actAs(gate('security', origin), (tx) =>
    countAttempt(tx, { key: `security-watch:${companyId}`, ...failures }),
  );
  if (counted.allowed) await watchCompany(companyId, now);
}
