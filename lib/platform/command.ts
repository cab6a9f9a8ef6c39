import 'server-only';
import { z } from 'zod';
import { roles } from '@/db/enums';
import {
  type Actor,
  actAs,
  escalate,
  type OfficeActor,
  type OfficeRole,
  type PersonActor,
  type Tx,
} from '@/db/session';
import { noteRefusal } from '@/lib/audit/refusals';
import { may, type Permission, type RoleWith } from '@/lib/auth/permissions';
import { now } from './clock';
import { Refusal } from './errors';
import { claimIntent, claimRun, keepResult, readOutcome, releaseRun } from './intents';
import { log } from './log';
import { plainIssue } from './plain-issue';
import { canBeKept } from './text';

type Client = Extract<Actor, { role: 'client' }>;

/** The actors that can have a permission: of the office, clients, or both. */
export type ActorWith<P extends Permission> =
  | (Extract<RoleWith<P>, OfficeRole> extends never ? never : OfficeActor)
  | (Extract<RoleWith<P>, 'client'> extends never ? never : Client);

type Common<P extends Permission, S extends z.ZodType> = {
  /** Stands beside the key of an intent. */
  name: string;
  permission: P;
  /** Domain data: amounts in minor units, numbers as numbers. A form's text is read by the form's own schema. */
  input: S;
};

type Write<P extends Permission, S extends z.ZodType, O extends z.ZodType, W> = Common<P, S> & {
  /** What leaves; the rest of what `write` gives is for `after`. */
  output: O;
  /** Before the transaction, in one of its own, once for each intent: what counts even where the rest is refused, what other rights must look at. */
  before?: (actor: ActorWith<P>, input: z.output<S>) => Promise<void>;
  /** In one transaction with the caller's rights; a key is claimed in the same one. */
  write: (tx: Tx, input: z.output<S>, actor: ActorWith<P>, at: Date) => Promise<W>;
  /** Once it is durable: events. What they set off is also found by sweeps, so a fault here is logged only. */
  after?: (result: W, actor: ActorWith<P>, input: z.output<S>) => Promise<unknown>;
};

type Run<P extends Permission, S extends z.ZodType, T> = Common<P, S> & {
  /** For what isn't one transaction, such as a call of a provider. Takes care of repeats itself, by `key` if need be. */
  run: (actor: ActorWith<P>, input: z.output<S>, call: Call & { at: Date }) => Promise<T>;
};

type Call = {
  /** Of the intent: the same again gives the first answer and no second effect. */
  key?: string;
  /** The instant that counts as now. */
  at?: Date;
};

/** Runs a command as an actor. What it was defined with is told of it, so that all there are can be tried. */
export type Command<I, T> = ((actor: Actor, input: I, call?: Call) => Promise<T>) & {
  readonly told: { name: string; permission: Permission; input: z.ZodType };
};

const unreadable = 'A field holds characters that can’t be kept. Type its text anew rather than pasting it.';

/** Where a command answers nothing but that it is done. */
export const nothing = z.any().transform(() => undefined);

/**
 * Defines what may be done, by whom, with what: the one thing that server actions, handlers and jobs call. The
 * only place that authorises and that checks the input. Throws Refusal.
 */
export function command<P extends Permission, S extends z.ZodType, O extends z.ZodType, W extends z.input<O>>(
  definition: Write<P, S, O, W>,
): Command<z.input<S>, z.output<O>>;
export function command<P extends Permission, S extends z.ZodType, T>(
  definition: Run<P, S, T>,
): Command<z.input<S>, T>;
export function command<P extends Permission, S extends z.ZodType, T, W>(
  definition: Write<P, S, z.ZodType<T>, W> | Run<P, S, T>,
): Command<z.input<S>, T> {
  const { name, permission, input: schema } = definition;
  const call = async (actor: Actor, given: z.input<S>, { key, at = now() }: Call = {}): Promise<T> => {
    if (!hasPermission(actor, permission)) {
      if (isPerson(actor)) await noteRefusal(actor, permission);
      throw new Refusal('forbidden', 'Your role doesn’t allow this.');
    }
    const parsed = schema.safeParse(given, { error: plainIssue });
    if (!parsed.success)
      throw new Refusal('invalid', 'Some fields need your attention.', { fields: fieldErrors(parsed.error) });
    // A schema that let it through forgot that people paste anything.
    if (!canBeKept(parsed.data)) throw new Refusal('invalid', unreadable);
    return 'run' in definition
      ? runOnce(definition, actor, parsed.data, { key, at })
      : writeOnce(definition, actor, parsed.data, { key, at });
  };
  return Object.assign(call, { told: { name, permission, input: schema } });
}

/**
 * Not one transaction, so the key is claimed in one of its own before the effect and kept with the answer after it. A
 * refusal lets go of it; a fault leaves it under way, since it may have come after the effect, until it expires.
 */
async function runOnce<P extends Permission, S extends z.ZodType, T>(
  { name, run }: Run<P, S, T>,
  actor: ActorWith<P>,
  input: z.output<S>,
  { key, at }: Call & { at: Date },
): Promise<T> {
  if (!key) return run(actor, input, { key, at });
  const earlier = await actAs(actor, (tx) => claimRun(tx, actor, { key, command: name, input }));
  if (earlier) return earlier.result as T;
  try {
    const result = await run(actor, input, { key, at });
    await actAs(actor, (tx) => keepResult(tx, actor, key, result));
    return result;
  } catch (error) {
    if (error instanceof Refusal)
      await actAs(actor, (tx) => escalate(actor, tx, () => releaseRun(tx, actor, key)));
    throw error;
  }
}

async function writeOnce<P extends Permission, S extends z.ZodType, T, W>(
  { name, output, before, write, after }: Write<P, S, z.ZodType<T>, W>,
  actor: ActorWith<P>,
  input: z.output<S>,
  { key, at }: Call & { at: Date },
): Promise<T> {
  // Who asks again what was done gets its answer, whatever a limit says by now.
  const repeats = key && before ? (await readOutcome(actor, key)).done : false;
  if (!repeats) await before?.(actor, input);
  const { answer, done } = await actAs(actor, async (tx) => {
    const earlier = key ? await claimIntent(tx, actor, { key, command: name, input }) : undefined;
    if (earlier) return { answer: output.parse(earlier.result), done: undefined };
    const result = await write(tx, input, actor, at);
    const left = output.parse(result);
    if (key) await keepResult(tx, actor, key, left);
    return { answer: left, done: { result } };
  });
  try {
    if (done) await after?.(done.result, actor, input);
  } catch (error) {
    const { requestId } = actor;
    log.error({ error, command: name, requestId }, 'saved, but what follows was not set off');
  }
  return answer;
}

const isPerson = (actor: Actor): actor is PersonActor => roles.includes(actor.role as PersonActor['role']);

/** Whether somebody has the permission by role, and by their API key where they came with one. */
const hasPermission = <P extends Permission>(actor: Actor, permission: P): actor is Actor & ActorWith<P> =>
  isPerson(actor) &&
  may(actor.role, permission) &&
  (!('apiKey' in actor) || !actor.apiKey || actor.apiKey.permissions.includes(permission));

/** First problem of each field, keyed by its path ("lines.0.quantity"). */
function fieldErrors(error: z.ZodError): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const issue of error.issues) fields[issue.path.join('.') || 'form'] ??= issue.message;
  return fields;
}
