import { and, eq, sql } from 'drizzle-orm';
import { env } from '@/lib/platform/env';
import type { Connection } from './client';
import type { roles } from './enums';
import { inOneStatement, oneByOne } from './one-statement';
import { Question, type Raw } from './prepared';
import { sessions } from './schema/people';
import { actAs, genericPlan, openWith, type Tx } from './session';

/** A signed-in person in their company, as the database knows them now. */
export type Identity = {
  sessionId: string;
  userId: string;
  name: string;
  /** Empty for clients who sign in by a code. */
  email: string;
  companyId: string;
  companyName: string;
  currency: string;
  timeZone: string;
  locale: string;
  role: (typeof roles)[number];
  customerId: string | null;
  /** They proved who they are within the last 10 minutes. */
  confirmed: boolean;
  /** Their company asks for a second step, which they have yet to set up: until then they may nothing else. */
  mustSetUp: boolean;
};

type Answers<Q extends readonly PromiseLike<unknown>[]> = { -readonly [K in keyof Q]: Awaited<Q[K]> };
export type Visit<Q extends readonly PromiseLike<unknown>[]> = {
  identity: Identity;
  /** Undefined where the person may not have them. */
  answers: Answers<Q> | undefined;
};

/** As the gate, which may look sessions up and nothing else. */
const atTheGate = (
  access: string,
) => `begin isolation level repeatable read${access}; set local role cater_auth;
 set local statement_timeout = '30s'`;
const gateReading = atTheGate(' read only');
/** What is noted beside an answer is there with it; whoever waits for the answer doesn't wait for the disk. */
const gateNoting = `${atTheGate('')}; set local synchronous_commit = off`;

/**
 * Finds the person of a session that is open, unexpired and of their present epoch, and takes on their role and
 * company (the chosen one, else the oldest) for the rest of the transaction. Where nobody is found the role stays the gate's, which may read none of
 * the tables that pages ask. So it does where the company asks for a second step that the person hasn't, and a session that
 * was idle too long, or lasted too long for the company it is in, is none any more. What a code opened gets into no office. The demo's logins are public, so in production nobody is found behind them.
 */
const who = (from: string) => `select w.*,
  set_config('role', case when w."mustSetUp" then 'cater_auth' else 'cater_' || w.role end, true) as as_role,
  set_config('app.company_id', w."companyId"::text, true) as as_company,
  set_config('app.user_id', w."userId"::text, true) as as_user,
  set_config('app.customer_id', coalesce(w."customerId"::text, ''), true) as as_customer,
  set_config('app.actor', 'user', true) as as_actor
 from (${from}) w where w.holds`;

const person = `u.id as "userId", u.name, coalesce(u.email, '') as email, c.id as "companyId", c.name as "companyName",
    c.currency, c.time_zone as "timeZone", c.locale, m.role, m.customer_id as "customerId",
    m.role = any (c.second_factor_roles) and not has_second_step(u.id) as "mustSetUp"`;
const noDemo = () => (env().CATER_ENV === 'production' ? ' and not c.is_demo' : '');

const bySession = () => `
  select s.id as "sessionId", ${person},
    s.seen_at < now() - interval '5 minutes' as unmarked, s.confirmed_at > now() - interval '10 minutes' as confirmed,
    s.seen_at > now() - make_interval(hours => c.session_idle_hours)
      and s.created_at > now() - make_interval(days => c.session_days) as holds
  from sessions s
  join users u on u.id = s.user_id and u.epoch = s.epoch and u.disabled_at is null
  join memberships m on m.user_id = u.id
  join companies c on c.id = m.company_id
  where s.id = $1 and s.ended_at is null and s.expires_at > now() and (s.opened_by <> 'code' or m.role = 'client')${noDemo()}
  order by m.company_id is not distinct from s.company_id desc, m.created_at limit 1 offset 0`;

const byMembership = () => `
  select '' as "sessionId", ${person}, false as unmarked, false as confirmed, true as holds
  from users u
  join memberships m on m.user_id = u.id
  join companies c on c.id = m.company_id
  where u.id = $1 and c.id = $2 and u.disabled_at is null${noDemo()} limit 1 offset 0`;

/** Somebody of a company for whom work is done while they needn't be signed in. */
export type Member = { userId: string; companyId: string };

const nothing = () => [] as const;

/**
 * Who a session is and what they ask, in one round trip and one snapshot: the transaction looks the session up,
 * takes on the person's role and company, and runs the questions under them; all of it is sent together. Undefined
 * where the session isn't open any more, or the member is none. What the database answered somebody whom `permits` refuses is dropped, a
 * refusal of its own too. Give it Drizzle's or prepared queries, not promises.
 */
export async function visit<const Q extends readonly PromiseLike<unknown>[] = readonly []>(
  caller: string | Member,
  {
    ask = nothing as unknown as (tx: Tx) => Q,
    permits = () => true,
    attended = true,
    notes = false,
    joined = false,
    onePlan = joined,
    connection,
  }: {
    ask?: (tx: Tx) => Q;
    permits?: (identity: Identity) => boolean;
    /** Whether a person asks; what an open page asks by itself keeps no session alive. */
    attended?: boolean;
    /** Whether a question of it writes something down. */
    notes?: boolean;
    /** Whether its questions are all about one thing, and are asked by one statement. */
    joined?: boolean;
    /** Whether none of its questions is planned for the values that it is asked with; of one thing the plan is the same whichever it is. */
    onePlan?: boolean;
    connection?: Connection;
  } = {},
): Promise<Visit<Q> | undefined> {
  let found: PromiseLike<readonly unknown[]> | undefined;
  const session = await openWith(
    {
      begin: (notes ? gateNoting : gateReading) + (onePlan ? genericPlan : ''),
      say: (send) => {
        found =
          typeof caller === 'string'
            ? send(who(bySession()), [caller])
            : send(who(byMembership()), [caller.userId, caller.companyId]);
      },
      ownRole: 'set local role none',
      // Whose it is is known when it is answered; the office asks nearly all of it.
      who: { role: 'manager', companyId: typeof caller === 'string' ? undefined : caller.companyId },
    },
    { readOnly: true, ...(connection && { connection }) },
  );
  try {
    const questions = ask(session.tx);
    const ready = allPrepared(questions);
    const asked = ready && (joined ? inOneStatement(ready) : oneByOne(ready));
    const allSent = ready ? undefined : session.executed(questions.length);
    const settled = Promise.allSettled<unknown>(asked ? asked.send() : questions);
    // Drizzle's own queries are sent a turn later; one that fails before never counts as sent.
    if (allSent) await Promise.race([allSent, settled]);
    const committed = session.commit().then(
      () => undefined,
      (error: unknown) => ({ error }),
    );
    const [identity] = ((await found) ?? []) as (Identity & { unmarked: boolean })[];
    if (attended && identity?.unmarked) void markSeen(identity.sessionId);
    const [answers, refused] = await Promise.all([settled, committed]);
    if (!identity) return undefined;
    if (identity.mustSetUp || !permits(identity)) return { identity: plain(identity), answers: undefined };
    const failed = answers.find((answer) => answer.status === 'rejected');
    if (failed) throw failed.reason;
    if (refused) throw refused.error;
    const values = answers.map((answer) => (answer.status === 'fulfilled' ? answer.value : undefined));
    return {
      identity: plain(identity),
      answers: (asked ? asked.read(values as Raw[]) : values) as Answers<Q>,
    };
  } catch (error) {
    await session.rollback();
    throw session.firstError() ?? error;
  } finally {
    session.release();
  }
}

/** Says that a session was seen, once in five minutes, beside the visit: nobody waits for it, and a lost one is made up for by the next. */
function markSeen(sessionId: string): Promise<unknown> {
  return actAs({ role: 'auth', name: 'visit' }, (tx) =>
    tx
      .update(sessions)
      .set({ seenAt: sql`now()` as unknown as Date })
      .where(and(eq(sessions.id, sessionId), sql`${sessions.seenAt} < now() - interval '5 minutes'`)),
  ).catch(() => undefined);
}

/** Prepared queries can be sent in this very turn; undefined where one of them isn't. */
function allPrepared(questions: readonly PromiseLike<unknown>[]): readonly Question<unknown>[] | undefined {
  return questions.every((question) => question instanceof Question)
    ? (questions as readonly Question<unknown>[])
    : undefined;
}

/** Without the columns that only took on the role. */
function plain({
  sessionId,
  userId,
  name,
  email,
  companyId,
  companyName,
  currency,
  timeZone,
  locale,
  role,
  customerId,
  confirmed,
  mustSetUp,
}: Identity): Identity {
  return {
    sessionId,
    userId,
    name,
    email,
    companyId,
    companyName,
    currency,
    timeZone,
    locale,
    role,
    customerId,
    confirmed,
    mustSetUp,
  };
}
