import 'server-only';
import { z } from 'zod';
import type { Tx } from '@/db/session';
import { type Identity, type Member, visit } from '@/db/visit';
import { noteRead, type Read } from '@/lib/audit/reads';
import { noteRefusal } from '@/lib/audit/refusals';
import { may, type Permission } from '@/lib/auth/permissions';
import { now as clock } from '@/lib/platform/clock';
import { env } from './env';
import { type Received, type Sent, send } from './sent';
import type { Times } from './server-timing';
import { canBeKept, cleanLine } from './text';

/** What an address says: the variable parts of its path and its query. */
export type Address = {
  params: Record<string, string>;
  search: Record<string, string | string[] | undefined>;
};

/** What a screen asks the database: in an order, or, where there are many, by name. */
export type Questions = readonly PromiseLike<unknown>[] | Readonly<Record<string, PromiseLike<unknown>>>;
/** Each question's answer, in the same order or by the same name. */
export type AnswersTo<Q extends Questions> = { -readonly [K in keyof Q]: Awaited<Q[K]> };
export type Reader = { identity: Identity; now: Date };

/**
 * One thing that people look at, for the page and for `/api/v1` alike: who may, what the address asks for, the
 * questions to the database, and what is told of the answers. Questions are sent together with the look-up of the
 * session, so they depend on the address alone; the database applies the reader's role and company.
 */
export type Screen<Input, Q extends Questions, Data> = {
  permission: Permission;
  /** Undefined: nothing can be at this address. */
  input: (address: Address) => Input | undefined;
  /** `sessionId` is all that is known of who asks before the database has answered. */
  ask: (tx: Tx, input: Input, now: Date, sessionId?: string) => Q;
  /** Undefined: nothing is at this address, or it is somebody else's. */
  tell: (answers: AnswersTo<Q>, input: Input, reader: Reader) => Data | undefined;
  /** What somebody who opens it looks at, for the audit trail; not what an open page asks again by itself. */
  reads?: (input: Input) => Read | undefined;
  /** Whether all its questions are about one thing that the address names: they are asked by one statement then. */
  joined?: boolean;
  /**
   * Whether one plan is right for each of its questions, whatever they are asked with; so it is where they are joined. PostgreSQL
   * plans a statement anew each time where it thinks the values make it cheaper, which may take longer than to answer it.
   */
  onePlan?: boolean;
  /** The path of the page that took the place of this one, where nothing is at this address any more. */
  moved?: (answers: AnswersTo<Q>) => string | undefined;
};

/** Reads an address that names one thing by its id, at a variable part of the path; nothing where it can be none. */
export const idAt =
  (part: string) =>
  ({ params }: Address): string | undefined =>
    z.uuid().safeParse(params[part]).data;

/** For a screen that needs to know only who looks at it. */
export const nothingAsked = () => [] as const;

/** Keeps the types of the parts together. */
export function screen<Input, const Q extends Questions, Data>(
  parts: Screen<Input, Q, Data>,
): Screen<Input, Q, Data> {
  return parts;
}

/** What a screen holds, by its definition. */
export type DataOf<S> = S extends { tell: (...asked: never[]) => infer Data }
  ? Exclude<Data, undefined>
  : never;

type Closed =
  | { state: 'signed_out' }
  | { state: 'forbidden'; identity: Identity }
  | { state: 'nothing'; identity: Identity; movedTo?: string | undefined };
export type Opened<Data> = Closed | { state: 'open'; identity: Identity; sent: Sent<Data> };
type Told<Data> = Closed | { state: 'open'; identity: Identity; told: Received<Data> };

/** The same as `readScreen`, packed for whoever shows it. */
export async function openScreen<Input, Q extends Questions, Data>(
  screen: Screen<Input, Q, Data>,
  asked: Asking,
): Promise<Opened<Data>> {
  const read = await readScreen(screen, asked);
  if (read.state !== 'open') return read;
  return { state: 'open', identity: read.identity, sent: send(read.told) };
}

type Asking = {
  sessionId?: Promise<string | undefined> | string | undefined;
  /** For whom a job works, in place of a session. */
  member?: Member | undefined;
  address: Address;
  attended?: boolean;
  watch?: (times: Times) => void;
};

/**
 * Reads a screen as the person of a session or as a member, in one round trip. `watch` hears how long that took, where the
 * reader may know: managers, and everybody in development. What a page asks by itself isn't `attended`. Throws what the database
 * throws.
 */
export async function readScreen<Input, Q extends Questions, Data>(
  {
    permission,
    input: read,
    ask,
    tell,
    reads,
    moved,
    joined = false,
    onePlan = joined,
  }: Screen<Input, Q, Data>,
  { sessionId, member, address, attended = true, watch }: Asking,
): Promise<Told<Data>> {
  const began = performance.now();
  const caller = member ?? (await sessionId);
  const asked = performance.now();
  if (!caller) return { state: 'signed_out' };
  const now = clock();
  const input = read(readableOf(address));
  const noted = input === undefined ? undefined : reads?.(input);
  // Typing in a search asks by the data route, which an open page also does by itself.
  const noting = noted && (attended || noted.deed === 'searched') ? noted : undefined;
  let names: string[] | undefined;
  const found = await visit(caller, {
    ...(input !== undefined && {
      ask: (tx: Tx) => {
        const questions = ask(tx, input, now, typeof caller === 'string' ? caller : undefined);
        names = Array.isArray(questions) ? undefined : Object.keys(questions);
        const asked = Object.values(questions);
        // Last, so that what is told finds its answers where it asked for them.
        return noting ? [...asked, noteRead(tx, noting)] : asked;
      },
    }),
    notes: noting !== undefined,
    joined,
    onePlan,
    permits: ({ role }) => may(role, permission),
    attended,
  });
  if (!found) return { state: 'signed_out' };
  const { identity } = found;
  const told = noting ? found.answers?.slice(0, -1) : found.answers;
  const answers = told && answersOf<Q>(told, names);
  if (watch && (may(identity.role, 'timing.read') || env().NODE_ENV === 'development'))
    watch({ gate: asked - began, database: performance.now() - asked });
  if (!answers) {
    if (!member && !may(identity.role, permission)) await noteRefusal(identity, permission);
    return { state: 'forbidden', identity };
  }
  const data = input === undefined ? undefined : tell(answers, input, { identity, now });
  if (data === undefined)
    return { state: 'nothing', identity, movedTo: input === undefined ? undefined : moved?.(answers) };
  const { currency, timeZone, locale, role, userId } = identity;
  return {
    state: 'open',
    identity,
    told: { data, place: { currency, timeZone, locale, role, userId }, now },
  };
}

/** An address without what nobody can type and PostgreSQL can't compare with. */
function readableOf({ params, search }: Address): Address {
  if (canBeKept(params) && canBeKept(search)) return { params, search };
  const cleaned = <T extends Address['params'] | Address['search']>(parts: T) =>
    Object.fromEntries(
      Object.entries(parts).map(([name, value]) => [
        name,
        Array.isArray(value) ? value.map(cleanLine) : value === undefined ? value : cleanLine(value),
      ]),
    ) as T;
  return { params: cleaned(params), search: cleaned(search) };
}

/** What was asked by name is told by name. */
export const answersOf = <Q extends Questions>(answers: unknown[], names?: readonly string[]) =>
  (names ? Object.fromEntries(names.map((name, at) => [name, answers[at]])) : answers) as AnswersTo<Q>;
