import 'server-only';
import { actAs, type PersonActor } from '@/db/session';
import { recordAudit } from '@/lib/audit/record-audit';
import { mustBeWithin } from '@/lib/auth/rate-limit';
import { notFound } from '@/lib/platform/errors';
import { dayKey } from '@/lib/platform/format/dates';
import { drawPerson } from './draw-person';
import { personRecord } from './person-record';

type FileRequest = {
  customerId: string;
  format: 'json' | 'html';
  company: string;
  now: Date;
  timeZone: string;
};

const rate = { limit: 20, windowSeconds: 3600 };
const tooMany = 'That is a lot of files in an hour. Go on later.';
const types = { json: 'application/json; charset=utf-8', html: 'text/html; charset=utf-8' };

/**
 * Everything that is kept about a person as a file: for machines, or to be read. The trail says who took it, before the first
 * byte leaves. Throws Refusal for who isn't there.
 */
export async function personFile(
  actor: PersonActor,
  { customerId, format, company, now, timeZone }: FileRequest,
): Promise<Response> {
  await mustBeWithin({ key: `person-file:${actor.userId}`, ...rate }, tooMany);
  const parts = await personRecord(actor, customerId);
  if (!parts.some(({ table }) => table === 'customers')) throw notFound('customer');
  const rows = parts.reduce((sum, part) => sum + part.rows.length, 0);
  await actAs(actor, (tx) =>
    recordAudit(tx, {
      category: 'activity',
      action: 'person_exported',
      detail: { customerId, format, rows },
    }),
  );
  const made = dayKey(now, timeZone);
  const body =
    format === 'json'
      ? JSON.stringify(
          {
            company,
            made: now.toISOString(),
            parts: Object.fromEntries(parts.map(({ name, rows: all }) => [name, all])),
          },
          null,
          2,
        )
      : `<!doctype html>${drawPerson({ parts, company, made })}`;
  return new Response(body, {
    headers: {
      'cache-control': 'private, no-store',
      'content-type': types[format],
      'content-disposition': `attachment; filename="personal-data-${made}.${format}"`,
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      'x-content-type-options': 'nosniff',
    },
  });
}
