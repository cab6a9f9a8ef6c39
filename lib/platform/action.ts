import 'server-only';
import { unstable_rethrow } from 'next/navigation';
import type { z } from 'zod';
import { type Gate, gateCall } from '@/lib/auth/actor';
import type { Permission } from '@/lib/auth/permissions';
import { Refusal, type RefusalCode, type RefusalDetail, refusalOf } from './errors';
import { log } from './log';

export type ActionResult<T = undefined> =
  | { ok: true; data: T }
  | ({ ok: false; code: RefusalCode | 'fault'; message: string } & RefusalDetail);

type Definition<S extends z.ZodType, T> = {
  permission: Permission;
  schema: S;
  run: (input: z.output<S>, gate: Gate) => Promise<T>;
};

/**
 * Makes a server action: resolves who calls, parses, runs one mutation and maps what went wrong. A refusal
 * comes back as its sentence, a fault is logged once with the request id and comes back as that id.
 */
export function action<S extends z.ZodType, T>({ permission, schema, run }: Definition<S, T>) {
  return async (input: z.input<S>): Promise<ActionResult<T>> => {
    let requestId: string | undefined;
    try {
      const gate = await gateCall(permission);
      requestId = gate.actor.requestId;
      const parsed = schema.safeParse(input);
      if (!parsed.success)
        throw new Refusal('invalid', 'Some fields need your attention.', {
          fields: fieldErrors(parsed.error),
        });
      return { ok: true, data: await run(parsed.data, gate) };
    } catch (error) {
      unstable_rethrow(error);
      return failure(error, requestId);
    }
  };
}

function failure(error: unknown, requestId: string | undefined): ActionResult<never> {
  const refusal = refusalOf(error);
  if (refusal) return { ok: false, code: refusal.code, message: refusal.message, ...refusal.detail };
  log.error({ error, requestId }, 'action failed');
  return {
    ok: false,
    code: 'fault',
    message: `Something broke on our side and nothing was saved. Try again; if it stays, tell us ${requestId ?? 'when it happened'}.`,
  };
}

/** First problem of each field, keyed by its path ("lines.0.quantity"). */
export function fieldErrors(error: z.ZodError): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const issue of error.issues) fields[issue.path.join('.') || 'form'] ??= issue.message;
  return fields;
}
